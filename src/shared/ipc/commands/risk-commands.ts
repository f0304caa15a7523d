import * as z from 'zod';
import { accountIdSchema } from '../../domain/account.ts';
import { controlResultSchema } from '../../domain/control.ts';
import { orderDraftSchema } from '../../domain/order.ts';
import { orderRequestSchema } from '../../domain/order-request.ts';
import { riskSettingsSchema } from '../../domain/risk-settings.ts';
import { stopTargetSchema, tradingStopSchema, trippedLevelSchema } from '../../domain/trading-stop.ts';
import { BOTH, type CommandContract, done, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

const account = z.strictObject({ accountId: accountIdSchema });

export const riskCommands = {
  'risk.get': { input: account, output: riskSettingsSchema, roles: BOTH },
  'risk.set': {
    input: z.strictObject({
      accountId: accountIdSchema,
      settings: riskSettingsSchema,
      /** Must equal `looseningSentence(alias)` where the change loosens a control of a live account. */
      typedSentence: z.string().max(200),
    }),
    output: riskSettingsSchema,
    roles: MAIN,
  },
  /** What each control would say of an order now: it is judged by the same functions, and nothing is recorded or sent. */
  'risk.preview': {
    input: z.strictObject({ accountId: accountIdSchema, order: orderRequestSchema }),
    output: z.strictObject({ order: orderDraftSchema, controls: z.array(controlResultSchema) }),
    roles: MAIN,
  },
  /** The account's policy as a file in the app's export folder; it holds no secret and no account number. */
  'risk.export': { input: account, output: z.strictObject({ path: z.string() }), roles: MAIN },
  /** The kill switch: both windows stop, only the main one lets go. */
  'stops.list': { input: nothing, output: z.array(tradingStopSchema), roles: BOTH },
  'stops.trip': {
    input: z.strictObject({ target: stopTargetSchema, level: trippedLevelSchema }),
    output: tradingStopSchema,
    roles: BOTH,
  },
  'stops.lift': {
    /** The sentence must equal LIFT_STOP_SENTENCE. */
    input: z.strictObject({ target: stopTargetSchema, typedSentence: z.string().max(200) }),
    output: done,
    roles: MAIN,
  },
} as const satisfies CommandContract;
