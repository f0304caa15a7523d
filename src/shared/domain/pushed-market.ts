import * as z from 'zod';
import { type Decimal, decimalSchema, divide, isZero, subtract } from './decimal.ts';
import { symbolSchema } from './instrument.ts';
import { depthLevelSchema, tickSchema } from './intraday.ts';
import type { Quote } from './market-data.ts';

const figure = decimalSchema.nullable();

/** A change rate keeps this many places; 0.000001 is a ten-thousandth of a per cent. */
const RATE_PLACES = 6;

/** Where a pushed figure comes from in time. `receivedAtMs` is on our clock, the others on the broker's. */
const pushTimes = {
  /** The broker's time of the figure; null if it gave none. */
  asOfMs: z.int().nullable(),
  /** When the broker sent it. */
  brokerTimeMs: z.int().nullable(),
  receivedAtMs: z.int(),
} as const;

/**
 * What is known of a symbol from pushes alone. A member that no push has told yet is null. It has no trading status:
 * the push service does not tell a halt, so whoever judges an order reads.
 */
export const pushedQuoteSchema = z.strictObject({
  symbol: symbolSchema,
  lastPrice: figure,
  bidPrice: figure,
  bidSize: figure,
  askPrice: figure,
  askSize: figure,
  openPrice: figure,
  highPrice: figure,
  lowPrice: figure,
  previousClose: figure,
  volume: figure,
  /** True once prices and the best bid and ask were both told. */
  isComplete: z.boolean(),
  ...pushTimes,
});
export type PushedQuote = z.infer<typeof pushedQuoteSchema>;

/** Levels of one side at most: the deepest book of the push service, of the US (wire contract 8.3). */
const PUSHED_LEVELS_MAX = 60;

/** Best price first on both sides. */
export const pushedDepthSchema = z.strictObject({
  symbol: symbolSchema,
  bids: z.array(depthLevelSchema).max(PUSHED_LEVELS_MAX),
  asks: z.array(depthLevelSchema).max(PUSHED_LEVELS_MAX),
  ...pushTimes,
});
export type PushedDepth = z.infer<typeof pushedDepthSchema>;

/** Trades of one push at most; the vendor sends snapshots of 50 (wire contract 8.3), futures can split one in several. */
export const PUSHED_TRADES_MAX = 500;

/** Trades that were not told before, ascending. `isGap`: some before them were missed, so the list is to be read. */
export const pushedTradesSchema = z.strictObject({
  symbol: symbolSchema,
  trades: z.array(tickSchema).max(PUSHED_TRADES_MAX),
  isGap: z.boolean(),
  ...pushTimes,
});
export type PushedTrades = z.infer<typeof pushedTradesSchema>;

/** The minute that runs. */
export const pushedBarSchema = z.strictObject({
  symbol: symbolSchema,
  startMs: z.int(),
  open: figure,
  high: figure,
  low: figure,
  close: figure,
  volume: figure,
  receivedAtMs: z.int(),
});
export type PushedBar = z.infer<typeof pushedBarSchema>;

/** A quote that was read, with what was pushed since; its trading status stays that of the reading. */
export function withPushed(quote: Quote, pushed: PushedQuote): Quote {
  if (pushed.receivedAtMs < quote.provenance.receivedAtMs) return quote;
  const { isComplete: _complete, asOfMs, brokerTimeMs, receivedAtMs, ...figures } = pushed;
  const known = Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== null));
  // An empty side of the book is pushed as no price; once both parts were told, its absence is news.
  const book = pushed.isComplete ? bookOf(pushed) : {};
  const moved: Quote = { ...quote, ...known, ...book };
  return {
    ...moved,
    ...changeOf(moved.lastPrice, moved.previousClose),
    provenance: {
      ...quote.provenance,
      asOfMs: asOfMs ?? quote.provenance.asOfMs,
      brokerTimeMs,
      receivedAtMs,
    },
  };
}

function bookOf({ bidPrice, bidSize, askPrice, askSize }: PushedQuote) {
  return { bidPrice, bidSize, askPrice, askSize };
}

function changeOf(lastPrice: Decimal | null, previousClose: Decimal | null) {
  if (lastPrice === null || previousClose === null) return { change: null, changeRate: null };
  const change = subtract(lastPrice, previousClose);
  const changeRate = isZero(previousClose) ? null : divide(change, previousClose, RATE_PLACES);
  return { change, changeRate };
}
