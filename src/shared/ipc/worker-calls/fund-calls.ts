import * as z from 'zod';
import {
  FUND_VALUES_MAX,
  FUNDS_PER_CALL_MAX,
  fundContractsSchema,
  fundHistorySchema,
  fundQuotesSchema,
  fundSymbolsSchema,
} from '../../domain/fund.ts';
import { symbolSchema } from '../../domain/instrument.ts';
import type { Contract } from '../contract.ts';
import { nothing } from '../nothing.ts';

const symbols = z.strictObject({ symbols: z.array(symbolSchema).min(1).max(FUNDS_PER_CALL_MAX) });

export const fundCalls = {
  'funds.symbols': { input: nothing, output: fundSymbolsSchema },
  'funds.contracts': { input: symbols, output: fundContractsSchema },
  'funds.quotes': { input: symbols, output: fundQuotesSchema },
  /** The newest `count` values of the span; null is open. */
  'funds.history': {
    input: z.strictObject({
      symbol: symbolSchema,
      startMs: z.int().nullable(),
      endMs: z.int().nullable(),
      count: z
        .int()
        .min(1)
        .max(FUND_VALUES_MAX - 1),
    }),
    output: fundHistorySchema,
  },
} as const satisfies Contract;
