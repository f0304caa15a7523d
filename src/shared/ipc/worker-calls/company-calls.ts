import * as z from 'zod';
import {
  brokerHoldingsSchema,
  brokerQueueSchema,
  capitalDistributionSchema,
  capitalFlowSchema,
  FLOWS_MAX,
  flowPeriodSchema,
  HOLDINGS_MAX,
  holdingSortSchema,
  industryLevelSchema,
  industryListSchema,
  industryStocksSchema,
  QUEUE_BROKERS_MAX,
  shortInterestSchema,
  valuationSchema,
} from '../../domain/company.ts';
import { marketSchema, symbolSchema } from '../../domain/instrument.ts';
import type { Contract } from '../contract.ts';

const ofSymbol = z.strictObject({ symbol: symbolSchema });
const INDUSTRY_ID_LENGTH_MAX = 20;
const PAGE_MAX = 1000;

export const companyCalls = {
  'valuation.get': { input: ofSymbol, output: valuationSchema },
  /** The industry of a stock at each level. */
  'industry.ofStock': { input: ofSymbol, output: industryListSchema },
  'industry.list': { input: z.strictObject({ level: industryLevelSchema }), output: industryListSchema },
  'industry.stocks': {
    input: z.strictObject({
      industryId: z.string().min(1).max(INDUSTRY_ID_LENGTH_MAX),
      market: marketSchema,
    }),
    output: industryStocksSchema,
  },
  'capital.flow': {
    input: z.strictObject({
      symbol: symbolSchema,
      period: flowPeriodSchema,
      count: z.int().min(1).max(FLOWS_MAX),
    }),
    output: capitalFlowSchema,
  },
  'capital.distribution': { input: ofSymbol, output: capitalDistributionSchema },
  'brokers.queue': {
    input: z.strictObject({ symbol: symbolSchema, limit: z.int().min(1).max(QUEUE_BROKERS_MAX) }),
    output: brokerQueueSchema,
  },
  /** Hong Kong, the market as a whole. `page` from 0. */
  'brokers.holdings': {
    input: z.strictObject({
      page: z.int().min(0).max(PAGE_MAX),
      limit: z.int().min(1).max(HOLDINGS_MAX),
      sort: holdingSortSchema,
      descending: z.boolean(),
    }),
    output: brokerHoldingsSchema,
  },
  'shorts.list': { input: ofSymbol, output: shortInterestSchema },
} as const satisfies Contract;
