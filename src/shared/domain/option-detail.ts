import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { symbolSchema } from './instrument.ts';
import { optionKeySchema } from './option.ts';
import { provenanceSchema } from './provenance.ts';

const figure = decimalSchema.nullable();

/** Tiger takes at most this many options per request (wire contract section 7.3). */
export const OPTIONS_PER_CALL_MAX = 30;

/** Prices per share in the option's currency, sizes in contracts, volatility as a fraction (0.25 is 25 %). */
const optionQuoteSchema = z.strictObject({
  option: optionKeySchema,
  bidPrice: figure,
  bidSize: figure,
  askPrice: figure,
  askSize: figure,
  lastPrice: figure,
  /** Of bid and ask. */
  middlePrice: figure,
  markPrice: figure,
  openPrice: figure,
  highPrice: figure,
  lowPrice: figure,
  previousClose: figure,
  change: figure,
  volume: figure,
  openInterest: figure,
  multiplier: figure,
  impliedVolatility: figure,
  provenance: provenanceSchema,
});
export type OptionQuote = z.infer<typeof optionQuoteSchema>;
export const optionQuotesSchema = z.array(optionQuoteSchema);

export const optionPeriodSchema = z.enum(['1m', '5m', '30m', '1h', '1d']);
export type OptionPeriod = z.infer<typeof optionPeriodSchema>;
/** Tiger answers at most this many bars per request (wire contract section 7.3). */
export const OPTION_BARS_MAX = 1_200;

const barSchema = z.strictObject({
  startMs: z.int(),
  open: figure,
  high: figure,
  low: figure,
  close: figure,
  volume: figure,
  openInterest: figure,
});

/** Ascending. A bar without a trade has no prices. */
export const optionBarsSchema = z.strictObject({
  option: optionKeySchema,
  period: optionPeriodSchema,
  bars: z.array(barSchema).max(OPTION_BARS_MAX),
  provenance: provenanceSchema,
});
export type OptionBars = z.infer<typeof optionBarsSchema>;

/** Tiger takes no count for an option's trades; a busy option has some thousand a day. */
export const OPTION_TICKS_MAX = 1_000;

/** The newest trades, ascending. `total`: those that the broker gave. */
export const optionTicksSchema = z.strictObject({
  option: optionKeySchema,
  ticks: z
    .array(z.strictObject({ timeMs: z.int(), price: decimalSchema, volume: figure }))
    .max(OPTION_TICKS_MAX),
  total: z.int(),
  provenance: provenanceSchema,
});
export type OptionTicks = z.infer<typeof optionTicksSchema>;

const level = z.strictObject({ price: decimalSchema, volume: figure, exchange: z.string().nullable() });

/** Best price first on both sides; each level is the quote of one option exchange. */
export const optionDepthSchema = z.strictObject({
  option: optionKeySchema,
  bids: z.array(level),
  asks: z.array(level),
  provenance: provenanceSchema,
});
export type OptionDepth = z.infer<typeof optionDepthSchema>;

export const analysisPeriodSchema = z.enum(['3year', '52week', '26week', '13week']);
export type AnalysisPeriod = z.infer<typeof analysisPeriodSchema>;

/** Volatility of the underlying against its history; all fractions. */
export const optionAnalysisSchema = z.strictObject({
  symbol: symbolSchema,
  period: analysisPeriodSchema,
  impliedVolatility30Days: figure,
  historicalVolatility: figure,
  impliedToHistorical: figure,
  /** Part of the days of the period on which it was lower. */
  impliedPercentile: figure,
  /** Where it stands between the lowest (0) and the highest (1) of the period. */
  impliedRank: figure,
  /** Calls for one put. */
  callPutRatio: figure,
  /** Ascending; empty if not asked for. */
  history: z.array(
    z.strictObject({ timeMs: z.int(), impliedVolatility30Days: figure, historicalVolatility: figure }),
  ),
  provenance: provenanceSchema,
});
export type OptionAnalysis = z.infer<typeof optionAnalysisSchema>;

/** Hong Kong's options have names of their own: TCH.HK is on 00700. */
export const hkOptionSymbolsSchema = z.strictObject({
  symbols: z.array(
    z.strictObject({ symbol: z.string(), name: z.string().nullable(), underlying: z.string().nullable() }),
  ),
  provenance: provenanceSchema,
});
export type HkOptionSymbols = z.infer<typeof hkOptionSymbolsSchema>;
