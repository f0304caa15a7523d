import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { currencySchema } from './instrument.ts';
import { daySchema } from './market-day.ts';
import { provenanceSchema } from './provenance.ts';

const figure = decimalSchema.nullable();
const text = z.string().nullable();
const timeMs = z.int().nullable();

/** Tiger's words for the parts of an account: securities, futures, funds. */
export const segmentSchema = z.enum(['SEC', 'FUT', 'FUND']);

/** One account's worth by day, oldest first. Amounts in `currency`, rates as fractions. */
export const assetHistorySchema = z.strictObject({
  currency: currencySchema,
  summary: z.strictObject({ pnl: figure, pnlRate: figure, annualizedReturn: figure }),
  days: z.array(
    z.strictObject({
      timeMs,
      netLiquidation: figure,
      pnl: figure,
      pnlRate: figure,
      cashBalance: figure,
      grossPositionValue: figure,
      deposit: figure,
      withdrawal: figure,
    }),
  ),
  provenance: provenanceSchema,
});
export type AssetHistory = z.infer<typeof assetHistorySchema>;

export const FUND_DETAILS_MAX = 100;
export const fundKindSchema = z.enum([
  'ALL',
  'DEPOSIT_WITHDRAW',
  'TRADE',
  'FEE',
  'FUNDS_TRANSFER',
  'FOREX',
  'CORPORATE_ACTION',
]);

/** The cash journal, newest first: each change of cash; negative is money that left. */
export const fundDetailsSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      id: text,
      type: text,
      text,
      contractName: text,
      segment: text,
      currency: text,
      amount: figure,
      day: daySchema.nullable(),
      timeMs,
    }),
  ),
  total: z.int().nullable(),
  provenance: provenanceSchema,
});
export type FundDetails = z.infer<typeof fundDetailsSchema>;

export const SEGMENT_TRANSFERS_MAX = 500;

export const segmentFundsSchema = z.strictObject({
  available: z.array(z.strictObject({ fromSegment: text, currency: text, amount: figure })),
  provenance: provenanceSchema,
});
export type SegmentFunds = z.infer<typeof segmentFundsSchema>;

/** Newest first. `status` is Tiger's: NEW, PROC, SUCC, FAIL, CANC. */
export const segmentTransfersSchema = z.strictObject({
  transfers: z.array(
    z.strictObject({
      id: z.string(),
      fromSegment: text,
      toSegment: text,
      currency: text,
      amount: figure,
      status: text,
      message: text,
      createdAtMs: timeMs,
      settledAtMs: timeMs,
    }),
  ),
  provenance: provenanceSchema,
});
export type SegmentTransfers = z.infer<typeof segmentTransfersSchema>;

/** Tiger answers 90 days (wire contract 7.3), counted in hours: a span with an end of summer time has one more. */
export const POSITION_TRANSFER_DAYS_MAX = 89;

/** Shares that moved between accounts or brokers. Only the last digits of the other account are kept. */
export const positionTransfersSchema = z.strictObject({
  transfers: z.array(
    z.strictObject({
      id: text,
      kind: z.enum(['internal', 'external']),
      direction: text,
      status: text,
      method: text,
      counterparty: text,
      createdText: text,
      finishedText: text,
      lines: z
        .array(z.strictObject({ symbol: text, market: text, quantity: figure, status: text }))
        .nullable(),
    }),
  ),
  provenance: provenanceSchema,
});
export type PositionTransfers = z.infer<typeof positionTransfersSchema>;

/** US dollars for one unit, of the newest day that Tiger has; currencies that it does not know are absent. */
export const dollarRatesSchema = z.strictObject({
  rates: z.array(z.strictObject({ currency: currencySchema, usd: decimalSchema, timeMs })),
  provenance: provenanceSchema,
});
export type DollarRates = z.infer<typeof dollarRatesSchema>;
