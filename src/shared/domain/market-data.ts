import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { marketSchema, symbolSchema } from './instrument.ts';
import { provenanceSchema } from './provenance.ts';

const figure = decimalSchema.nullable();

export const tradingStatusSchema = z.enum([
  'normal',
  'halted',
  'delisted',
  'circuit_breaker',
  'new',
  'unknown',
]);

/** Prices in the instrument's currency, sizes and volume in shares, rates as fractions (0.01 is 1 %). */
export const quoteSchema = z.strictObject({
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
  change: figure,
  changeRate: figure,
  volume: figure,
  tradingStatus: tradingStatusSchema,
  provenance: provenanceSchema,
});
export type Quote = z.infer<typeof quoteSchema>;

/** The periods of the original's tool, which map one to one to Tiger's. */
export const barPeriodSchema = z.enum(['1m', '5m', '15m', '30m', '1h', '2h', '4h', '1d', '1w', '1M']);
export type BarPeriod = z.infer<typeof barPeriodSchema>;

/** Tiger answers at most this many bars per request. */
export const BARS_MAX = 1200;

/** `startMs` is the start of the bar; day bars start at midnight in the market's zone. */
const barSchema = z.strictObject({
  startMs: z.number().int(),
  open: decimalSchema,
  high: decimalSchema,
  low: decimalSchema,
  close: decimalSchema,
  volume: figure,
});

export const barSeriesSchema = z.strictObject({
  symbol: symbolSchema,
  period: barPeriodSchema,
  bars: z.array(barSchema).max(BARS_MAX),
  provenance: provenanceSchema,
});
export type BarSeries = z.infer<typeof barSeriesSchema>;

export const marketPhaseSchema = z.enum([
  'not_yet_open',
  'pre_market',
  'regular',
  'lunch_break',
  'after_hours',
  'auction',
  'overnight',
  'early_closed',
  'closed',
  'unknown',
]);
export type MarketPhase = z.infer<typeof marketPhaseSchema>;

export const marketStatusSchema = z.strictObject({
  market: marketSchema,
  phase: marketPhaseSchema,
  /** The broker's own words, for display. */
  statusText: z.string().nullable(),
  /** Next or current opening in the market's zone, as the broker wrote it (it has no year). */
  openTimeText: z.string().nullable(),
  provenance: provenanceSchema,
});
export type MarketStatus = z.infer<typeof marketStatusSchema>;
