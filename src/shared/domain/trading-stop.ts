import * as z from 'zod';
import { accountIdSchema } from './account.ts';

/** What a program may call itself, see the hello of its protocol; longer names are cut where they come in. */
export const CLIENT_NAME_LENGTH_MAX = 200;
export const STOP_REASON_LENGTH_MAX = 500;

/** The sentence that lifts a stop; typing it is the acknowledgement, a click is not. */
export const LIFT_STOP_SENTENCE = 'I allow new orders again';

/** How far a stop reaches. A client is known by the name it gives itself: the stop also holds after a reconnect. */
export const stopTargetSchema = z.discriminatedUnion('scope', [
  z.strictObject({ scope: z.literal('app') }),
  z.strictObject({ scope: z.literal('account'), accountId: accountIdSchema }),
  z.strictObject({ scope: z.literal('client'), clientName: z.string().min(1).max(CLIENT_NAME_LENGTH_MAX) }),
]);
export type StopTarget = z.infer<typeof stopTargetSchema>;

/**
 * 1 holds back everything that could open or enlarge an order; 2 also cancels open orders made here; 3 also closes the
 * positions that the user chose, of one account. None is level 0.
 */
const stopLevelSchema = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type StopLevel = z.infer<typeof stopLevelSchema>;

/** Level 3 is not tripped by a button: it comes with the confirmation of what is closed. */
export const trippedLevelSchema = z.union([z.literal(1), z.literal(2)]);

/** The kill switch, tripped (control 32). It stays until the user lifts it, across restarts. */
export const tradingStopSchema = z.strictObject({
  target: stopTargetSchema,
  level: stopLevelSchema,
  /** null: the user; else the name of the AI client. */
  trippedByClient: z.string().nullable(),
  reason: z.string(),
  trippedAtMs: z.int(),
});
export type TradingStop = z.infer<typeof tradingStopSchema>;

export function isSameTarget(left: StopTarget, right: StopTarget): boolean {
  return left.scope === right.scope && stopTargetId(left) === stopTargetId(right);
}

/** Empty for the whole app. */
export function stopTargetId(target: StopTarget): string {
  if (target.scope === 'account') return target.accountId;
  return target.scope === 'client' ? target.clientName : '';
}

/** Whether an order on this account, asked for by this client, is held back. `clientName` null: nobody's, or the user's. */
export function holdsBack(target: StopTarget, accountId: string, clientName: string | null): boolean {
  if (target.scope === 'account') return target.accountId === accountId;
  return target.scope === 'app' || target.clientName === clientName;
}
