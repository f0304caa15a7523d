import * as z from 'zod';
import { provenanceSchema } from './provenance.ts';

export const quotePermissionsSchema = z.strictObject({
  permissions: z.array(
    z.strictObject({
      /** Tiger's own name, e.g. usQuoteBasic. */
      name: z.string(),
      /** Epoch milliseconds; null: Tiger did not say, or it never ends, see `isEndless`. */
      expiresMs: z.int().nullable(),
      isEndless: z.boolean(),
    }),
  ),
  provenance: provenanceSchema,
});
export type QuotePermissions = z.infer<typeof quotePermissionsSchema>;

/** How many symbols' price history may be asked for in 30 days, by kind (wire contract 7.3). */
export const historyQuotaSchema = z.strictObject({
  quotas: z.array(
    z.strictObject({
      kind: z.enum(['stock', 'future', 'option', 'unknown']),
      used: z.int().nullable(),
      remaining: z.int().nullable(),
      /** Asked for within 30 days; asking for them again is free. */
      symbols: z.array(z.strictObject({ symbol: z.string(), lastAskedMs: z.int().nullable() })),
    }),
  ),
  provenance: provenanceSchema,
});
export type HistoryQuota = z.infer<typeof historyQuotaSchema>;
