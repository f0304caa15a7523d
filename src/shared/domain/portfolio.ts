import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { currencySchema, marketSchema, securityTypeSchema, symbolSchema } from './instrument.ts';
import { provenanceSchema } from './provenance.ts';

const figure = decimalSchema.nullable();

/** The parts of an account that the broker keeps apart, as it names them (wire contract 4). */
const segmentKindSchema = z.enum(['securities', 'commodities', 'funds', 'digital']);
export type SegmentKind = z.infer<typeof segmentKindSchema>;

/** Amounts in the segment's own `currency`. */
const segmentSchema = z.strictObject({
  kind: segmentKindSchema,
  currency: currencySchema,
  netLiquidation: figure,
  cashBalance: figure,
  grossPositionValue: figure,
  initialMargin: figure,
  maintenanceMargin: figure,
  excessLiquidity: figure,
  unrealizedPnl: figure,
});
export type AssetSegment = z.infer<typeof segmentSchema>;

/** All amounts in `currency`, the account's base currency, unless a row says its own. */
export const assetsSchema = z.strictObject({
  currency: currencySchema,
  netLiquidation: figure,
  equityWithLoan: figure,
  cashBalance: figure,
  cashAvailableForTrade: figure,
  buyingPower: figure,
  initialMargin: figure,
  maintenanceMargin: figure,
  excessLiquidity: figure,
  grossPositionValue: figure,
  unrealizedPnl: figure,
  realizedPnl: figure,
  todayPnl: figure,
  /** Day trades that the broker still allows; -1: as many as wanted. null: it does not count them, as for standard accounts. */
  dayTradesRemaining: z.int().nullable().default(null),
  currencies: z.array(
    z.strictObject({
      currency: currencySchema,
      cashBalance: figure,
      /** Units of the base currency for one unit of this currency. */
      rateToBase: figure,
    }),
  ),
  /** Every segment that the broker gives; the figures above are of the securities, or of a global account as a whole. */
  segments: z.array(segmentSchema).default([]),
  provenance: provenanceSchema,
});
export type Assets = z.infer<typeof assetsSchema>;

/** Quantity is negative for a short position. Prices and amounts in `currency`. */
const positionSchema = z.strictObject({
  symbol: symbolSchema,
  name: z.string().nullable(),
  market: marketSchema.nullable(),
  securityType: securityTypeSchema,
  currency: currencySchema.nullable(),
  quantity: decimalSchema,
  salableQuantity: figure,
  averageCost: figure,
  lastPrice: figure,
  marketValue: figure,
  unrealizedPnl: figure,
  unrealizedPnlRate: figure,
  realizedPnl: figure,
  todayPnl: figure,
  multiplier: figure,
});
export type Position = z.infer<typeof positionSchema>;

export const positionListSchema = z.strictObject({
  positions: z.array(positionSchema),
  provenance: provenanceSchema,
});
export type PositionList = z.infer<typeof positionListSchema>;
