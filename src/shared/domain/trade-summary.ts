import * as z from 'zod';
import { accountIdSchema } from './account.ts';
import { controlIdSchema } from './control.ts';
import { decimalSchema } from './decimal.ts';
import { currencySchema, marketSchema, symbolSchema } from './instrument.ts';
import { daySchema } from './market-day.ts';
import { sideSchema } from './order.ts';

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
  /**
   * Of what was closed, against the average cost that its card showed, before fees. What a leg closes is measured against
   * what its order paid, averaged with what the card showed to be held before.
   */
  realised: decimalSchema,
  /** Closing fills of which no cost is known: `realised` is without them. */
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
  /** Of these, fills of legs that the broker made of a bracket. */
  legFills: count,
  alerts: count,
  money: z.array(moneySchema),
});
export type SummaryRow = z.infer<typeof summaryRowSchema>;

/** Shown one by one, the newest; the counts and amounts are of all. */
export const SUMMARY_FILLS_MAX = 500;

const summaryFillSchema = z.strictObject({
  fillId: z.string(),
  accountId: accountIdSchema,
  accountAlias: z.string(),
  clientName: z.string(),
  /** null: the broker did not say. */
  filledAtMs: z.int().nullable(),
  side: sideSchema,
  symbol: symbolSchema,
  quantity: decimalSchema,
  price: decimalSchema,
  currency: currencySchema,
  /** The order that was approved, in words; of a leg's fill the order that it belongs to. */
  order: z.string(),
  /** `take profit 200`; null: a fill of the order itself. */
  leg: z.string().nullable(),
});
export type SummaryFill = z.infer<typeof summaryFillSchema>;
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
  /** The newest first. */
  fills: z.array(summaryFillSchema).max(SUMMARY_FILLS_MAX),
  decisions: z.array(decisionRowSchema),
  /** Orders at the broker that were not made here, and lost links, of all accounts. */
  otherAlerts: z.array(z.string()),
});
export type TradeSummary = z.infer<typeof tradeSummarySchema>;
