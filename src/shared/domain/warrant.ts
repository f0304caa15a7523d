import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { currencySchema, symbolSchema } from './instrument.ts';
import { daySchema } from './market-day.ts';
import { provenanceSchema } from './provenance.ts';

const figure = decimalSchema.nullable();

export const warrantTypeSchema = z.enum(['call', 'put', 'bull', 'bear']);
export type WarrantType = z.infer<typeof warrantTypeSchema>;

/** What a search can be narrowed and sorted by. */
export const WARRANT_FIGURES = [
  'strike',
  'effective_leverage',
  'leverage_ratio',
  'call_price',
  'volume',
  'premium',
  'outstanding_ratio',
  'implied_volatility',
] as const;
export const warrantFigureSchema = z.enum(WARRANT_FIGURES);
export type WarrantFigure = z.infer<typeof warrantFigureSchema>;

export const WARRANTS_PER_PAGE_MAX = 50;

/** Prices in the warrant's currency, ratios as fractions, `entitlementRatio` in warrants for one share. */
const warrantSchema = z.strictObject({
  symbol: symbolSchema,
  name: z.string().nullable(),
  type: warrantTypeSchema.nullable(),
  strike: figure,
  /** Of bull and bear contracts: at this price of the share they end. */
  callPrice: figure,
  expiry: daySchema.nullable(),
  lastPrice: figure,
  changeRate: figure,
  volume: figure,
  premium: figure,
  leverageRatio: figure,
  effectiveLeverage: figure,
  impliedVolatility: figure,
  delta: figure,
  outstandingRatio: figure,
  entitlementRatio: figure,
  lotSize: figure,
});
export type Warrant = z.infer<typeof warrantSchema>;

export const warrantListSchema = z.strictObject({
  symbol: symbolSchema,
  warrants: z.array(warrantSchema),
  /** null: the broker did not say. */
  total: z.int().nullable(),
  pageCount: z.int().nullable(),
  issuers: z.array(z.string()),
  expiryMonths: z.array(z.string()),
  provenance: provenanceSchema,
});
export type WarrantList = z.infer<typeof warrantListSchema>;

const warrantQuoteSchema = z.strictObject({
  symbol: symbolSchema,
  name: z.string().nullable(),
  underlying: z.string().nullable(),
  securityType: z.enum(['WAR', 'IOPT']).nullable(),
  right: z.enum(['call', 'put']).nullable(),
  currency: currencySchema.nullable(),
  strike: figure,
  callPrice: figure,
  expiry: daySchema.nullable(),
  lotSize: figure,
  entitlementRatio: figure,
  tickSize: figure,
  isHalted: z.boolean().nullable(),
  lastPrice: figure,
  previousClose: figure,
  openPrice: figure,
  highPrice: figure,
  lowPrice: figure,
  volume: figure,
  turnover: figure,
  premium: figure,
  outstandingRatio: figure,
  impliedVolatility: figure,
  inOutPrice: figure,
  delta: figure,
  leverageRatio: figure,
  breakevenPrice: figure,
  provenance: provenanceSchema,
});
export type WarrantQuote = z.infer<typeof warrantQuoteSchema>;
export const warrantQuotesSchema = z.array(warrantQuoteSchema);
