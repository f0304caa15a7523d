import * as z from 'zod';
import {
  corporateActionKindSchema,
  corporateActionListSchema,
  earningsListSchema,
  FINANCIAL_FIELDS_MAX,
  financialPeriodSchema,
  financialReportSchema,
} from '../../domain/fundamentals.ts';
import { symbolSchema } from '../../domain/instrument.ts';
import { daySchema } from '../../domain/market-day.ts';
import type { Contract } from '../contract.ts';

/** What happened to one company from one day to another, both included. */
const daySpan = { symbol: symbolSchema, startDay: daySchema, endDay: daySchema };

export const fundamentalCalls = {
  'financials.get': {
    input: z.strictObject({
      ...daySpan,
      period: financialPeriodSchema,
      fields: z.array(z.string().min(1).max(80)).min(1).max(FINANCIAL_FIELDS_MAX),
    }),
    output: financialReportSchema,
  },
  'corporate.actions': {
    input: z.strictObject({ ...daySpan, kinds: z.array(corporateActionKindSchema).min(1) }),
    output: corporateActionListSchema,
  },
  'earnings.list': { input: z.strictObject(daySpan), output: earningsListSchema },
} as const satisfies Contract;
