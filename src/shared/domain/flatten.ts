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

const verdictFields = {
  controls: z.array(controlResultSchema),
  /** Why it cannot be closed here; null: it can. */
  obstacle: z.string().nullable(),
};

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
  /** Short positions that it stands behind: what is chosen of them is bought back first, and it waits for that. */
  goesAfter: z.array(symbolSchema),
  /** With all of `goesAfter` closed before it. */
  ...verdictFields,
  /** While one of `goesAfter` is kept. */
  alone: z.strictObject(verdictFields),
});
export type FlattenLine = z.infer<typeof flattenLineSchema>;

type Verdict = FlattenLine['alone'];

/** What the controls say of a line when these are closed together. */
export function verdictOf(
  { goesAfter, controls, obstacle, alone }: FlattenLine,
  chosen: readonly string[],
): Verdict {
  return goesAfter.every((symbol) => chosen.includes(symbol)) ? { controls, obstacle } : alone;
}

/** Why a line cannot be closed whatever else is chosen; null: it can, alone or after what goes before it. */
export function lastingObstacle({ obstacle, alone }: FlattenLine): string | null {
  return alone.obstacle === null ? null : obstacle;
}

/** Choosing what cannot be closed alone chooses what goes before it, and letting go of that lets go of it. */
export function toggled(
  lines: readonly FlattenLine[],
  chosen: readonly string[],
  { symbol, goesAfter }: FlattenLine,
): string[] {
  const can = (wanted: readonly string[]) => (line: FlattenLine) =>
    wanted.includes(line.symbol) && verdictOf(line, wanted).obstacle === null;
  const symbolsOf = (left: readonly FlattenLine[]) => left.map((line) => line.symbol);
  if (chosen.includes(symbol)) {
    const wanted = chosen.filter((each) => each !== symbol);
    return symbolsOf(lines.filter(can(wanted)));
  }
  const alone = [...chosen, symbol];
  const isAlone = lines.some((line) => line.symbol === symbol && can(alone)(line));
  const wanted = isAlone ? alone : [...alone, ...goesAfter];
  return symbolsOf(lines.filter(can(wanted)));
}

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
    z.strictObject({
      brokerOrderId: z.string(),
      /** The positions that it may trade; a combination, those of its legs. */
      symbols: z.array(symbolSchema),
      sentence: z.string(),
    }),
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
