import * as z from 'zod';
import { accountIdSchema } from '../../domain/account.ts';
import {
  flattenConfirmSchema,
  flattenPlanSchema,
  flattenRunSchema,
  flattenStyleSchema,
} from '../../domain/flatten.ts';
import { APPROVAL, BOTH, type CommandContract, done } from '../command.ts';

const account = z.strictObject({ accountId: accountIdSchema });

/** Kill switch, level 3. Only the window that decides about orders closes positions. */
export const flattenCommands = {
  /** Shows the approval window on it. */
  'flatten.open': { input: account, output: done, roles: BOTH },
  /** What would be sent now; nothing is recorded. */
  'flatten.plan': {
    input: z.strictObject({ accountId: accountIdSchema, style: flattenStyleSchema }),
    output: flattenPlanSchema,
    roles: APPROVAL,
  },
  'flatten.confirm': { input: flattenConfirmSchema, output: flattenRunSchema, roles: APPROVAL },
  /** The last run of the account; null: there was none. */
  'flatten.latest': { input: account, output: flattenRunSchema.nullable(), roles: APPROVAL },
} as const satisfies CommandContract;
