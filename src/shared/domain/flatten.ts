import * as z from 'zod';
import { accountIdSchema, accountModeSchema } from './account.ts';
import { controlResultSchema } from './control.ts';
import { decimalSchema, positiveDecimalSchema } from './decimal.ts';
import { currencySchema, symbolSchema } from './instrument.ts';
import { sideSchema } from './order.ts';
import { proposalIdSchema } from './proposal.ts';

/** The sentence that closes positions; it names the account, so that no habit closes the wrong one. */
export function flattenSentence(alias: string): string {
  return `Close positions on ${alias}`;
}

/** More positions than a person can look at in one go; close these first. */
export const FLATTEN_LINES_MAX = 50;

/** `limit`: at the other side of the book as it is shown. `market`: at what comes, within the price collar. */
export const flattenStyleSchema = z.enum(['limit', 'market']);
export type FlattenStyle = z.infer<typeof flattenStyleSchema>;

const figure = decimalSchema.nullable();

/** One position and the order that would close it. Prices and amounts in `currency`. */
const flattenLineSchema = z.strictObject({
  symbol: symbolSchema,
  name: z.string().nullable(),
  /** Negative: short. */
  held: decimalSchema,
  side: sideSchema,
  quantity: positiveDecimalSchema,
  currency: currencySchema.nullable(),
  /** null: a market order. */
  limitPrice: figure,
  bidPrice: figure,
  askPrice: figure,
  lastPrice: figure,
  quotedAtMs: z.int().nullable(),
  /** What it brings, or costs for a short position, at the price shown; without fees. */
  estimate: figure,
  averageCost: figure,
  /** Against the average cost, without fees. */
  estimatedResult: figure,
  controls: z.array(controlResultSchema),
  /** Why it cannot be closed here; null: it can. */
  obstacle: z.string().nullable(),
});
export type FlattenLine = z.infer<typeof flattenLineSchema>;

const flattenIdSchema = z.string().regex(/^flt_[a-z0-9]{16}$/, 'must be the id of a plan');

export const flattenPlanSchema = z.strictObject({
  id: flattenIdSchema,
  accountId: accountIdSchema,
  accountAlias: z.string(),
  mode: accountModeSchema,
  style: flattenStyleSchema,
  lines: z.array(flattenLineSchema).max(FLATTEN_LINES_MAX),
  /** Positions beyond those that fit. */
  moreCount: z.int(),
  /** Open orders on these symbols, whoever made them: they are cancelled first. */
  openOrders: z.array(
    z.strictObject({ brokerOrderId: z.string(), symbol: symbolSchema, sentence: z.string() }),
  ),
  sentence: z.string(),
  holdMs: z.int(),
  madeAtMs: z.int(),
  /** After this it counts no more; another one is made. */
  expiresAtMs: z.int(),
});
export type FlattenPlan = z.infer<typeof flattenPlanSchema>;

export const flattenConfirmSchema = z.strictObject({
  planId: flattenIdSchema,
  symbols: z.array(symbolSchema).min(1).max(FLATTEN_LINES_MAX),
  /** Must equal `sentence` of the plan. */
  typedSentence: z.string().max(200),
});
export type FlattenConfirm = z.infer<typeof flattenConfirmSchema>;

/**
 * waiting: its turn has not come. not_sent: and `text` says why. needs_decision: it waits as a card, because something is
 * not as it was shown. sent: its proposal says what became of it.
 */
const flattenOutcomeSchema = z.enum(['waiting', 'not_sent', 'needs_decision', 'sent']);

export const flattenRunSchema = z.strictObject({
  id: flattenIdSchema,
  accountId: accountIdSchema,
  /** interrupted: the app ended in the middle; nothing of it goes on by itself. */
  state: z.enum(['running', 'done', 'interrupted']),
  lines: z.array(
    z.strictObject({
      symbol: symbolSchema,
      side: sideSchema,
      quantity: decimalSchema,
      outcome: flattenOutcomeSchema,
      proposalId: proposalIdSchema.nullable(),
      text: z.string(),
    }),
  ),
  startedAtMs: z.int(),
  endedAtMs: z.int().nullable(),
});
export type FlattenRun = z.infer<typeof flattenRunSchema>;
export type FlattenRunLine = FlattenRun['lines'][number];
