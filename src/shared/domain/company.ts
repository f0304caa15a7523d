import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { symbolSchema } from './instrument.ts';
import { daySchema } from './market-day.ts';
import { provenanceSchema } from './provenance.ts';

const figure = decimalSchema.nullable();
const text = z.string().nullable();

/** By the last price. Ratios and yields as fractions; market capitalisation and prices in the instrument's currency. */
export const valuationSchema = z.strictObject({
  symbol: symbolSchema,
  marketCap: figure,
  peRatio: figure,
  pbRatio: figure,
  psRatio: figure,
  dividendYield: figure,
  eps: figure,
  returnOnEquity: figure,
  returnOnAssets: figure,
  week52High: figure,
  week52Low: figure,
  provenance: provenanceSchema,
});
export type Valuation = z.infer<typeof valuationSchema>;

/** Levels of the Global Industry Classification Standard as Tiger names them, widest first. */
export const INDUSTRY_LEVELS = ['GSECTOR', 'GGROUP', 'GIND', 'GSUBIND'] as const;
export const industryLevelSchema = z.enum(INDUSTRY_LEVELS);
export type IndustryLevel = z.infer<typeof industryLevelSchema>;

export const industryListSchema = z.strictObject({
  industries: z.array(z.strictObject({ level: industryLevelSchema.nullable(), id: text, name: text })),
  provenance: provenanceSchema,
});
export type IndustryList = z.infer<typeof industryListSchema>;

export const industryStocksSchema = z.strictObject({
  stocks: z.array(z.strictObject({ symbol: symbolSchema, name: text })),
  provenance: provenanceSchema,
});
export type IndustryStocks = z.infer<typeof industryStocksSchema>;

export const flowPeriodSchema = z.enum(['intraday', 'day', 'week', 'month', 'quarter', '6month', 'year']);
export const FLOWS_MAX = 1200;

/** Net inflow by period in the instrument's currency; negative is outflow. Oldest first. */
export const capitalFlowSchema = z.strictObject({
  symbol: symbolSchema,
  period: flowPeriodSchema,
  flows: z.array(z.strictObject({ timeMs: z.int().nullable(), timeText: text, netInflow: figure })),
  provenance: provenanceSchema,
});
export type CapitalFlow = z.infer<typeof capitalFlowSchema>;

/** The day's money by size of order, in the instrument's currency. */
export const capitalDistributionSchema = z.strictObject({
  symbol: symbolSchema,
  netInflow: figure,
  inAll: figure,
  inBig: figure,
  inMedium: figure,
  inSmall: figure,
  outAll: figure,
  outBig: figure,
  outMedium: figure,
  outSmall: figure,
  provenance: provenanceSchema,
});
export type CapitalDistribution = z.infer<typeof capitalDistributionSchema>;

/** Brokers that a queue shows: Tiger's limit. */
export const QUEUE_BROKERS_MAX = 60;

const queueLevel = z.strictObject({
  level: z.int().nullable(),
  price: figure,
  brokerCount: z.int().nullable(),
  brokers: z.array(z.strictObject({ id: text, name: text })),
});

/** Hong Kong: who queues at each price. */
export const brokerQueueSchema = z.strictObject({
  symbol: symbolSchema,
  bids: z.array(queueLevel),
  asks: z.array(queueLevel),
  provenance: provenanceSchema,
});
export type BrokerQueue = z.infer<typeof brokerQueueSchema>;

export const HOLDINGS_MAX = 500;
export const holdingSortSchema = z.enum([
  'marketValue',
  'sharesHold',
  'buyAmount',
  'buyAmount5',
  'buyAmount20',
  'buyAmount60',
]);

/** Hong Kong: what each participant of the clearing system holds, and net purchases over 1, 5, 20 and 60 days, in shares. */
export const brokerHoldingsSchema = z.strictObject({
  holdings: z.array(
    z.strictObject({
      id: text,
      name: text,
      day: daySchema.nullable(),
      shares: figure,
      marketValue: figure,
      bought: figure,
      bought5: figure,
      bought20: figure,
      bought60: figure,
    }),
  ),
  total: z.int().nullable(),
  pages: z.int().nullable(),
  provenance: provenanceSchema,
});
export type BrokerHoldings = z.infer<typeof brokerHoldingsSchema>;

/** Short interest by settlement date, newest first. `percentOfFloat` as Tiger writes it. */
export const shortInterestSchema = z.strictObject({
  symbol: symbolSchema,
  reports: z.array(
    z.strictObject({
      settlementDay: daySchema.nullable(),
      shortInterest: figure,
      averageDailyVolume: figure,
      daysToCover: figure,
      percentOfFloat: figure,
    }),
  ),
  provenance: provenanceSchema,
});
export type ShortInterest = z.infer<typeof shortInterestSchema>;
