import * as z from 'zod';
import { symbolSchema } from '../../domain/instrument.ts';
import { daySchema } from '../../domain/market-day.ts';
import { optionChainSchema, optionExpirationsSchema, optionKeySchema } from '../../domain/option.ts';
import {
  analysisPeriodSchema,
  hkOptionSymbolsSchema,
  OPTION_BARS_MAX,
  OPTION_TICKS_MAX,
  OPTIONS_PER_CALL_MAX,
  optionAnalysisSchema,
  optionBarsSchema,
  optionDepthSchema,
  optionPeriodSchema,
  optionQuotesSchema,
  optionTicksSchema,
} from '../../domain/option-detail.ts';
import type { Contract } from '../contract.ts';
import { nothing } from '../nothing.ts';

export const optionCalls = {
  'options.expirations': { input: z.strictObject({ symbol: symbolSchema }), output: optionExpirationsSchema },
  /** `expiry` null: the nearest that has not passed. */
  'options.chain': {
    input: z.strictObject({ symbol: symbolSchema, expiry: daySchema.nullable() }),
    output: optionChainSchema,
  },
  /** In the order of the options; one that the broker answers nothing of is absent. */
  'options.quotes': {
    input: z.strictObject({ options: z.array(optionKeySchema).min(1).max(OPTIONS_PER_CALL_MAX) }),
    output: optionQuotesSchema,
  },
  'options.bars': {
    input: z.strictObject({
      option: optionKeySchema,
      period: optionPeriodSchema,
      count: z.int().min(1).max(OPTION_BARS_MAX),
    }),
    output: optionBarsSchema,
  },
  'options.ticks': {
    input: z.strictObject({ option: optionKeySchema, count: z.int().min(1).max(OPTION_TICKS_MAX) }),
    output: optionTicksSchema,
  },
  'options.depth': { input: z.strictObject({ option: optionKeySchema }), output: optionDepthSchema },
  'options.analysis': {
    input: z.strictObject({ symbol: symbolSchema, period: analysisPeriodSchema, hasHistory: z.boolean() }),
    output: optionAnalysisSchema,
  },
  'options.hkSymbols': { input: nothing, output: hkOptionSymbolsSchema },
} as const satisfies Contract;
