import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { currencySchema } from './instrument.ts';
import { barPeriodSchema } from './market-data.ts';
import { daySchema } from './market-day.ts';
import { provenanceSchema } from './provenance.ts';

const figure = decimalSchema.nullable();
const CODE_LENGTH_MAX = 20;

/** A contract such as CL2612, or the continuous one of a product, ESmain. */
export const futureCodeSchema = z
  .string()
  .max(CODE_LENGTH_MAX, 'is too long for the code of a futures contract')
  .regex(/^[A-Z0-9][A-Z0-9.]*(main)?$/, 'must be the code of a futures contract such as CL2612 or ESmain');

/** An exchange such as CME, or a product such as ES. */
export const futureGroupSchema = z
  .string()
  .max(CODE_LENGTH_MAX, 'is too long for a code')
  .regex(/^[A-Z0-9][A-Z0-9.]*$/, 'must be a code of letters and digits such as CME or ES');

export const futureExchangesSchema = z.strictObject({
  exchanges: z.array(
    /** `zone` is an IANA zone. */
    z.strictObject({ code: z.string(), name: z.string().nullable(), zone: z.string().nullable() }),
  ),
  provenance: provenanceSchema,
});
export type FutureExchanges = z.infer<typeof futureExchangesSchema>;

const futureContractSchema = z.strictObject({
  code: z.string(),
  name: z.string().nullable(),
  product: z.string().nullable(),
  /** `yyyy-MM` */
  month: z.string().nullable(),
  lastTradingDay: daySchema.nullable(),
  firstNoticeDay: daySchema.nullable(),
  currency: currencySchema.nullable(),
  exchange: z.string().nullable(),
  /** Currency for one point of the price. */
  multiplier: figure,
  tickSize: figure,
  isTradeable: z.boolean().nullable(),
  isContinuous: z.boolean().nullable(),
});
export type FutureContract = z.infer<typeof futureContractSchema>;

export const futureContractsSchema = z.strictObject({
  contracts: z.array(futureContractSchema),
  provenance: provenanceSchema,
});
export type FutureContracts = z.infer<typeof futureContractsSchema>;

/** Tiger names no limit; enough for the curve of a product. */
export const FUTURE_QUOTES_MAX = 20;

/** Prices in `currency` for one unit of the price, sizes and interest in contracts. */
const futureQuoteSchema = z.strictObject({
  code: z.string(),
  currency: currencySchema.nullable(),
  multiplier: figure,
  lastPrice: figure,
  lastSize: figure,
  bidPrice: figure,
  bidSize: figure,
  askPrice: figure,
  askSize: figure,
  openPrice: figure,
  highPrice: figure,
  lowPrice: figure,
  averagePrice: figure,
  /** Of the trading day before. */
  settlementPrice: figure,
  change: figure,
  limitUp: figure,
  limitDown: figure,
  volume: figure,
  openInterest: figure,
  openInterestChange: figure,
  provenance: provenanceSchema,
});
export type FutureQuote = z.infer<typeof futureQuoteSchema>;
export const futureQuotesSchema = z.array(futureQuoteSchema);

/** Tiger answers at most this many per request (wire contract section 7.3). */
export const FUTURE_BARS_MAX = 1_000;
export const FUTURE_TICKS_MAX = 1_000;

const seriesFields = { code: z.string(), currency: currencySchema.nullable(), provenance: provenanceSchema };

/** Ascending. */
export const futureBarsSchema = z.strictObject({
  ...seriesFields,
  period: barPeriodSchema,
  bars: z
    .array(
      z.strictObject({
        startMs: z.int(),
        open: decimalSchema,
        high: decimalSchema,
        low: decimalSchema,
        close: decimalSchema,
        volume: figure,
        openInterest: figure,
        settlementPrice: figure,
      }),
    )
    .max(FUTURE_BARS_MAX),
});
export type FutureBars = z.infer<typeof futureBarsSchema>;

/** The newest trades, ascending. */
export const futureTicksSchema = z.strictObject({
  ...seriesFields,
  ticks: z
    .array(z.strictObject({ timeMs: z.int(), price: decimalSchema, volume: figure }))
    .max(FUTURE_TICKS_MAX),
});
export type FutureTicks = z.infer<typeof futureTicksSchema>;

const level = z.strictObject({ price: decimalSchema, volume: figure });

/** Best price first on both sides. */
export const futureDepthSchema = z.strictObject({
  ...seriesFields,
  bids: z.array(level),
  asks: z.array(level),
});
export type FutureDepth = z.infer<typeof futureDepthSchema>;
