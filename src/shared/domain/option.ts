import * as z from 'zod';
import { decimalSchema, positiveDecimalSchema } from './decimal.ts';
import { symbolSchema } from './instrument.ts';
import { daySchema } from './market-day.ts';
import { provenanceSchema } from './provenance.ts';

const figure = decimalSchema.nullable();

/** Days, ascending, on which options of the underlying expire, in the market's zone. */
export const optionExpirationsSchema = z.strictObject({
  symbol: symbolSchema,
  expirations: z.array(
    z.strictObject({ day: daySchema, kind: z.enum(['monthly', 'weekly', 'quarterly']).nullable() }),
  ),
  provenance: provenanceSchema,
});
export type OptionExpirations = z.infer<typeof optionExpirationsSchema>;

export const optionRightSchema = z.enum(['call', 'put']);

/** Prices per share in the option's currency, sizes in contracts, volatility as a fraction (0.25 is 25 %). */
const optionRowSchema = z.strictObject({
  /** The option's own symbol, e.g. `AAPL  261218C00200000`. */
  identifier: z.string().nullable(),
  right: optionRightSchema,
  strike: decimalSchema,
  bidPrice: figure,
  bidSize: figure,
  askPrice: figure,
  askSize: figure,
  lastPrice: figure,
  volume: figure,
  openInterest: figure,
  multiplier: figure,
  impliedVolatility: figure,
  delta: figure,
  gamma: figure,
  theta: figure,
  vega: figure,
  rho: figure,
});
export type OptionRow = z.infer<typeof optionRowSchema>;

/** Every option of one underlying that expires on one day, by strike, the call before the put. */
export const optionChainSchema = z.strictObject({
  symbol: symbolSchema,
  expiry: daySchema,
  options: z.array(optionRowSchema),
  provenance: provenanceSchema,
});
export type OptionChain = z.infer<typeof optionChainSchema>;

/** What names one option. `symbol` is the underlying, or the name of its options in Hong Kong (TCH.HK). */
export const optionKeySchema = z.strictObject({
  symbol: symbolSchema,
  expiry: daySchema,
  right: optionRightSchema,
  strike: positiveDecimalSchema,
});
export type OptionKey = z.infer<typeof optionKeySchema>;

/** Of one option; null where the broker gives none. Volatility as a fraction. */
export const optionGreeksSchema = z.strictObject({
  option: optionKeySchema,
  impliedVolatility: figure,
  delta: figure,
  gamma: figure,
  theta: figure,
  vega: figure,
});
export type OptionGreeks = z.infer<typeof optionGreeksSchema>;
