import * as z from 'zod';
import { proposalIdSchema } from './proposal.ts';

/** What the user saw in the broker's own app, where the broker's lists do not tell this app. */
export const moneyWordSchema = z.strictObject({
  proposalId: proposalIdSchema,
  hasArrived: z.boolean(),
  /** On a live account it must equal `moneyWordSentence(hasArrived)`. */
  typedSentence: z.string().max(200),
});
export type MoneyWord = z.infer<typeof moneyWordSchema>;

/** The app looks for itself first; sooner, the user could not have seen more. */
export const MONEY_WORD_AFTER_MS = 2 * 60_000;

export function moneyWordSentence(hasArrived: boolean): string {
  return hasArrived ? 'I saw that the money arrived' : 'I saw that the money did not arrive';
}
