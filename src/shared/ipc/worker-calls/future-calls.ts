import * as z from 'zod';
import {
  FUTURE_BARS_MAX,
  FUTURE_QUOTES_MAX,
  FUTURE_TICKS_MAX,
  futureBarsSchema,
  futureCodeSchema,
  futureContractsSchema,
  futureDepthSchema,
  futureExchangesSchema,
  futureGroupSchema,
  futureQuotesSchema,
  futureTicksSchema,
} from '../../domain/future.ts';
import { barPeriodSchema } from '../../domain/market-data.ts';
import type { Contract } from '../contract.ts';
import { nothing } from '../nothing.ts';

export const futureCalls = {
  'futures.exchanges': { input: nothing, output: futureExchangesSchema },
  /** `main`: the most active contract of a product; `continuous`: the series that follows it. */
  'futures.contracts': {
    input: z.discriminatedUnion('by', [
      z.strictObject({ by: z.enum(['exchange', 'product', 'main', 'continuous']), of: futureGroupSchema }),
      z.strictObject({ by: z.literal('code'), of: futureCodeSchema }),
    ]),
    output: futureContractsSchema,
  },
  /** In the order of the codes; those that the broker does not know are absent. */
  'futures.quotes': {
    input: z.strictObject({ codes: z.array(futureCodeSchema).min(1).max(FUTURE_QUOTES_MAX) }),
    output: futureQuotesSchema,
  },
  'futures.bars': {
    input: z.strictObject({
      code: futureCodeSchema,
      period: barPeriodSchema,
      count: z.int().min(1).max(FUTURE_BARS_MAX),
    }),
    output: futureBarsSchema,
  },
  'futures.ticks': {
    input: z.strictObject({ code: futureCodeSchema, count: z.int().min(1).max(FUTURE_TICKS_MAX) }),
    output: futureTicksSchema,
  },
  'futures.depth': { input: z.strictObject({ code: futureCodeSchema }), output: futureDepthSchema },
} as const satisfies Contract;
