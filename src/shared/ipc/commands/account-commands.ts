import * as z from 'zod';
import {
  accountDescriptionSchema,
  accountIdSchema,
  accountSchema,
  clientAccessSchema,
} from '../../domain/account.ts';
import { marketStatusSchema } from '../../domain/market-data.ts';
import { optionGreeksSchema, optionKeySchema } from '../../domain/option.ts';
import { brokerOrderListSchema } from '../../domain/order.ts';
import { assetsSchema, positionListSchema } from '../../domain/portfolio.ts';
import { readsPerMinuteSchema } from '../../domain/read-caps.ts';
import { BOTH, type CommandContract, done, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';
import { tokenFileSchema } from '../worker-calls/token-calls.ts';

export const PROPERTIES_TEXT_MAX = 65_536;

/** The sentence that turns live trading on; typing it is the acknowledgement, a click is not. */
export const LIVE_TRADING_SENTENCE = 'I allow live orders on this account';

/** Nobody reads a longer table; each option may need a chain of its own. */
export const GREEKS_PER_CALL_MAX = 30;

const account = z.strictObject({ accountId: accountIdSchema });

export const accountCommands = {
  'accounts.list': { input: nothing, output: z.array(accountSchema), roles: BOTH },
  'accounts.setToken': {
    input: z.strictObject({ accountId: accountIdSchema, tokenFile: tokenFileSchema }),
    output: accountSchema,
    roles: MAIN,
  },
  'accounts.renewToken': { input: account, output: accountSchema, roles: MAIN },
  'accounts.describe': {
    input: z.strictObject({ accountId: accountIdSchema, ...accountDescriptionSchema.shape }),
    output: accountSchema,
    roles: MAIN,
  },
  /** Off: its process ends and its history stays. */
  'accounts.setEnabled': {
    input: z.strictObject({ accountId: accountIdSchema, isEnabled: z.boolean() }),
    output: accountSchema,
    roles: MAIN,
  },
  'accounts.remove': { input: account, output: done, roles: MAIN },
  'accounts.restart': { input: account, output: done, roles: MAIN },
  /** Opens the push connection here, which throws out the program elsewhere that has it. */
  'accounts.takePushBack': { input: account, output: done, roles: MAIN },
  'accounts.setClientAccess': {
    input: z.strictObject({ accountId: accountIdSchema, clientAccess: clientAccessSchema }),
    output: accountSchema,
    roles: MAIN,
  },
  'accounts.setReadsPerMinute': {
    input: z.strictObject({ accountId: accountIdSchema, readsPerMinute: readsPerMinuteSchema }),
    output: accountSchema,
    roles: MAIN,
  },
  'accounts.setLiveTrading': {
    input: z.strictObject({
      accountId: accountIdSchema,
      isEnabled: z.boolean(),
      /** Must equal LIVE_TRADING_SENTENCE to turn it on; ignored to turn it off. */
      typedSentence: z.string().max(200),
    }),
    output: accountSchema,
    roles: MAIN,
  },
  'accounts.assets': { input: account, output: assetsSchema, roles: BOTH },
  'accounts.positions': { input: account, output: positionListSchema, roles: BOTH },
  /** Of options that an account holds, as the broker has them in its chains. */
  'accounts.greeks': {
    input: z.strictObject({
      accountId: accountIdSchema,
      options: z.array(optionKeySchema).min(1).max(GREEKS_PER_CALL_MAX),
    }),
    output: z.strictObject({
      rows: z.array(optionGreeksSchema),
      /** Why some are missing; null: none is, or the broker gives none. */
      problem: z.string().nullable(),
    }),
    roles: MAIN,
  },
  'accounts.orders': {
    input: z.strictObject({
      accountId: accountIdSchema,
      scope: z.enum(['all', 'open', 'filled', 'inactive']),
      limit: z.int().min(1).max(300),
    }),
    output: brokerOrderListSchema,
    roles: BOTH,
  },
  'accounts.market': {
    input: z.strictObject({ accountId: accountIdSchema }),
    output: z.array(marketStatusSchema),
    roles: BOTH,
  },
} as const satisfies CommandContract;
