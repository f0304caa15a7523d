import * as z from 'zod';
import { marketSchema } from '../../domain/instrument.ts';
import {
  scannerTagsSchema,
  scanQuerySchema,
  scanResultSchema,
  tradeRankSchema,
} from '../../domain/scanner.ts';
import type { Contract } from '../contract.ts';

const TAG_FIELD_LENGTH_MAX = 60;

export const scannerCalls = {
  'scanner.scan': { input: scanQuerySchema, output: scanResultSchema },
  /** `member`: a MultiTagField, without the class. */
  'scanner.tags': {
    input: z.strictObject({ market: marketSchema, member: z.string().min(1).max(TAG_FIELD_LENGTH_MAX) }),
    output: scannerTagsSchema,
  },
  'rank.trades': { input: z.strictObject({ market: marketSchema }), output: tradeRankSchema },
} as const satisfies Contract;
