import * as z from 'zod';
import { contractSchema, marketSchema, symbolSchema } from '../../domain/instrument.ts';
import { depthSchema, TICKS_MAX, tickSeriesSchema, timelineSchema } from '../../domain/intraday.ts';
import {
  BARS_MAX,
  barPeriodSchema,
  barSeriesSchema,
  marketStatusSchema,
  quoteSchema,
} from '../../domain/market-data.ts';
import { daySchema } from '../../domain/market-day.ts';
import { provenanceSchema } from '../../domain/provenance.ts';
import { KEYWORD_LENGTH_MAX, SYMBOL_MATCHES_MAX, symbolSearchSchema } from '../../domain/symbol-search.ts';
import { tradingCalendarSchema } from '../../domain/trading-calendar.ts';
import type { Contract } from '../contract.ts';

/** Tiger takes at most 50 symbols per request for quotes and contracts (wire contract section 7.3). */
export const SYMBOLS_PER_CALL_MAX = 50;

/** What is traded under a symbol, and when the broker said so: such facts are kept for minutes. */
export const readContractSchema = contractSchema.extend({ provenance: provenanceSchema });
export type ReadContract = z.infer<typeof readContractSchema>;

const symbols = z.array(symbolSchema).min(1).max(SYMBOLS_PER_CALL_MAX);

export const quoteCalls = {
  'quotes.get': {
    input: z.strictObject({
      symbols,
      /** `read`: as the broker answered within the last half second. `newest`: from what it pushed, where that is whole and fresh. */
      origin: z.enum(['newest', 'read']).default('newest'),
    }),
    output: z.array(quoteSchema),
  },
  'bars.get': {
    input: z.strictObject({
      symbol: symbolSchema,
      period: barPeriodSchema,
      count: z.int().min(1).max(BARS_MAX),
    }),
    output: barSeriesSchema,
  },
  'market.status': { input: z.strictObject({ market: marketSchema }), output: marketStatusSchema },
  'symbols.search': {
    input: z.strictObject({
      market: marketSchema,
      keyword: z.string().min(1).max(KEYWORD_LENGTH_MAX),
      limit: z.int().min(1).max(SYMBOL_MATCHES_MAX),
    }),
    output: symbolSearchSchema,
  },
  /** Days in the market's zone, both ends included. */
  'calendar.get': {
    input: z.strictObject({ market: marketSchema, startDay: daySchema, endDay: daySchema }),
    output: tradingCalendarSchema,
  },
  /** The current day, or a past one in the market's zone. */
  'timeline.get': {
    input: z.strictObject({ symbol: symbolSchema, day: daySchema.nullable() }),
    output: timelineSchema,
  },
  'ticks.get': {
    input: z.strictObject({ symbol: symbolSchema, count: z.int().min(1).max(TICKS_MAX) }),
    output: tickSeriesSchema,
  },
  'depth.get': { input: z.strictObject({ symbol: symbolSchema }), output: depthSchema },
  /** Symbols that the broker does not know are absent from the answer. */
  'contracts.get': { input: z.strictObject({ symbols }), output: z.array(readContractSchema) },
} as const satisfies Contract;
