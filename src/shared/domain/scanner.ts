import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { marketSchema, symbolSchema } from './instrument.ts';
import { provenanceSchema } from './provenance.ts';
import { SCANNER_CLASSES, SCANNER_PERIODS } from './scanner-fields.ts';

/** Tiger takes more; an answer with more columns would be cut by clients. */
export const SCAN_FILTERS_MAX = 12;
const SCAN_ROWS_MAX = 200;
export const SCAN_TAGS_MAX = 50;
const NAME_LENGTH_MAX = 60;
const CURSOR_LENGTH_MAX = 200;

const bound = decimalSchema.nullable();

/** One field with its bounds; without bounds and tags it is shown and filters nothing. */
const scanFilterSchema = z.strictObject({
  type: z.enum(SCANNER_CLASSES),
  /** The field's name in a request, after the class. */
  member: z.string().min(1).max(NAME_LENGTH_MAX),
  index: z.int(),
  min: bound,
  max: bound,
  /** Of an AccumulateField alone. */
  period: z.enum(SCANNER_PERIODS).nullable(),
  /** Of a MultiTagField alone. */
  tags: z.array(z.string().min(1).max(NAME_LENGTH_MAX)).max(SCAN_TAGS_MAX).nullable(),
});
export type ScanFilter = z.infer<typeof scanFilterSchema>;

export const scanQuerySchema = z.strictObject({
  market: marketSchema,
  filters: z.array(scanFilterSchema).max(SCAN_FILTERS_MAX),
  /** Index into `filters`. */
  sort: z.strictObject({ filter: z.int().min(0), descending: z.boolean() }).nullable(),
  limit: z.int().min(1).max(SCAN_ROWS_MAX),
  cursor: z.string().min(1).max(CURSOR_LENGTH_MAX).nullable(),
});
export type ScanQuery = z.infer<typeof scanQuerySchema>;

/** `values` in the order of the query's filters; null: the broker gave none. */
export const scanResultSchema = z.strictObject({
  rows: z.array(z.strictObject({ symbol: symbolSchema, values: z.array(z.string().nullable()) })),
  total: z.int().nullable(),
  nextCursor: z.string().nullable(),
  provenance: provenanceSchema,
});
export type ScanResult = z.infer<typeof scanResultSchema>;

export const scannerTagsSchema = z.strictObject({
  tags: z.array(z.strictObject({ tag: z.string(), name: z.string().nullable() })),
  provenance: provenanceSchema,
});

/** Rates as fractions. The order is the broker's: most traded first. */
export const tradeRankSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      symbol: symbolSchema,
      name: z.string().nullable(),
      changeRate: bound,
      buyOrderRate: bound,
      sellOrderRate: bound,
    }),
  ),
  provenance: provenanceSchema,
});
