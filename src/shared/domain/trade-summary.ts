import * as z from 'zod';
import { accountIdSchema } from './account.ts';
import { controlIdSchema } from './control.ts';
import { decimalSchema } from './decimal.ts';
import { currencySchema, marketSchema } from './instrument.ts';
import { daySchema } from './market-day.ts';

const summarySpanSchema = z.enum(['day', 'week']);

export const summaryQuestionSchema = z.strictObject({
  span: summarySpanSchema,
  /** The day, or the last of the seven; null: today. */
  day: daySchema.nullable(),
  /** A day is one of this market's zone, from midnight to midnight. */
  market: marketSchema,
});
export type SummaryQuestion = z.infer<typeof summaryQuestionSchema>;

const count = z.int().min(0);

const moneySchema = z.strictObject({
  currency: currencySchema,
  bought: decimalSchema,
  sold: decimalSchema,
  fees: decimalSchema,
  /** Of what was closed, against the average cost that its card showed, before fees. */
  realised: decimalSchema,
  /** Closing fills whose card showed no average cost: `realised` is without them. */
  unknownResults: count,
});

/** One client on one account. Proposals count when they were made, with what has become of them since. */
const summaryRowSchema = z.strictObject({
  accountId: accountIdSchema,
  accountAlias: z.string(),
  clientName: z.string(),
  proposals: count,
  approved: count,
  byGrant: count,
  declined: count,
  expired: count,
  withdrawn: count,
  edited: count,
  blocked: count,
  blockedBy: z.array(z.strictObject({ control: controlIdSchema, count })),
  /** Proposals with a control at DANGER, which had to be acknowledged. */
  dangers: count,
  fills: count,
  alerts: count,
  money: z.array(moneySchema),
});
export type SummaryRow = z.infer<typeof summaryRowSchema>;

/** Nobody reads a card in less, the usual hold included. */
export const QUICK_APPROVAL_MS = 2_000;

/**
 * How the user decided on the cards of one client, on all accounts. A basket, a transfer and an exchange are one card;
 * what a grant decided is no card.
 */
const decisionRowSchema = z.strictObject({
  /** null: all clients together. */
  clientName: z.string().nullable(),
  approved: count,
  declined: count,
  expired: count,
  edited: count,
  /**
   * Of approvals and refusals, from the moment the card was there, or that of the decision before it, to the decision.
   * null: there is none.
   */
  medianMs: count.nullable(),
  fastestMs: count.nullable(),
  /** Approvals under `QUICK_APPROVAL_MS`, what a longer hold took not counted. */
  quickApprovals: count,
});
export type DecisionRow = z.infer<typeof decisionRowSchema>;

export const tradeSummarySchema = z.strictObject({
  fromDay: daySchema,
  toDay: daySchema,
  zone: z.string(),
  fromMs: z.int(),
  /** Exclusive. */
  toMs: z.int(),
  rows: z.array(summaryRowSchema),
  decisions: z.array(decisionRowSchema),
  /** Orders at the broker that were not made here, and lost links, of all accounts. */
  otherAlerts: z.array(z.string()),
});
export type TradeSummary = z.infer<typeof tradeSummarySchema>;
