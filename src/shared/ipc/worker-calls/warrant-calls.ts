import * as z from 'zod';
import { decimalSchema } from '../../domain/decimal.ts';
import { symbolSchema } from '../../domain/instrument.ts';
import {
  WARRANTS_PER_PAGE_MAX,
  warrantFigureSchema,
  warrantListSchema,
  warrantQuotesSchema,
  warrantTypeSchema,
} from '../../domain/warrant.ts';
import type { Contract } from '../contract.ts';

const bound = decimalSchema.nullable();

/** Hong Kong's warrants and bull and bear contracts. */
export const warrantCalls = {
  'warrants.list': {
    input: z.strictObject({
      symbol: symbolSchema,
      types: z.array(warrantTypeSchema).max(warrantTypeSchema.options.length),
      issuer: z.string().max(60).nullable(),
      /** `yyyy-MM` */
      expiryMonth: z
        .string()
        .regex(/^\d{4}-\d{2}$/)
        .nullable(),
      ranges: z.partialRecord(warrantFigureSchema, z.strictObject({ min: bound, max: bound })),
      sortBy: warrantFigureSchema,
      isAscending: z.boolean(),
      page: z.int().min(0),
      pageSize: z.int().min(1).max(WARRANTS_PER_PAGE_MAX),
    }),
    output: warrantListSchema,
  },
  'warrants.quotes': {
    input: z.strictObject({ symbols: z.array(symbolSchema).min(1).max(WARRANTS_PER_PAGE_MAX) }),
    output: warrantQuotesSchema,
  },
} as const satisfies Contract;
