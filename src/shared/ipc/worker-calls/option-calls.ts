import * as z from 'zod';
import { symbolSchema } from '../../domain/instrument.ts';
import { daySchema } from '../../domain/market-day.ts';
import { optionChainSchema, optionExpirationsSchema } from '../../domain/option.ts';
import type { Contract } from '../contract.ts';

export const optionCalls = {
  'options.expirations': { input: z.strictObject({ symbol: symbolSchema }), output: optionExpirationsSchema },
  /** `expiry` null: the nearest that has not passed. */
  'options.chain': {
    input: z.strictObject({ symbol: symbolSchema, expiry: daySchema.nullable() }),
    output: optionChainSchema,
  },
} as const satisfies Contract;
