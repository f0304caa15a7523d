import * as z from 'zod';
import { marketSchema, symbolSchema } from './instrument.ts';
import { provenanceSchema } from './provenance.ts';

/** Matches of one search that cross to main; a search with more is too wide to be of use. */
export const SYMBOL_MATCHES_MAX = 50;
export const KEYWORD_LENGTH_MAX = 60;

/** Found in Tiger's list of symbols and names; Tiger has no search of its own. Best match first. */
export const symbolSearchSchema = z.strictObject({
  market: marketSchema,
  matches: z
    .array(z.strictObject({ symbol: symbolSchema, name: z.string().nullable() }))
    .max(SYMBOL_MATCHES_MAX),
  /** All matches, also those that are not in `matches`. */
  total: z.int(),
  /** Symbols in the list that was searched. */
  listed: z.int(),
  /** Of the list, which is kept for hours. */
  provenance: provenanceSchema,
});
export type SymbolSearch = z.infer<typeof symbolSearchSchema>;
