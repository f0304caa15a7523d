import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { currencySchema, marketSchema, symbolSchema } from './instrument.ts';
import { provenanceSchema } from './provenance.ts';

export const fundSymbolsSchema = z.strictObject({
  symbols: z.array(symbolSchema),
  provenance: provenanceSchema,
});
export type FundSymbols = z.infer<typeof fundSymbolsSchema>;

/** Tiger names no limit for funds; that of its other contract and quote calls (wire contract section 7.3). */
export const FUNDS_PER_CALL_MAX = 50;

export const fundContractsSchema = z.strictObject({
  funds: z.array(
    z.strictObject({
      symbol: symbolSchema,
      name: z.string().nullable(),
      companyName: z.string().nullable(),
      market: marketSchema.nullable(),
      currency: currencySchema.nullable(),
      /** The broker's word: Equity, Fixed Income, Money Market. */
      kind: z.string().nullable(),
      /** The broker's word: INC pays out, ACC reinvests. */
      dividendType: z.string().nullable(),
      isTradeable: z.boolean().nullable(),
      isTigerVault: z.boolean().nullable(),
    }),
  ),
  provenance: provenanceSchema,
});
export type FundContracts = z.infer<typeof fundContractsSchema>;

/** The newest published net asset value of one unit. */
export const fundQuotesSchema = z.array(
  z.strictObject({
    symbol: symbolSchema,
    currency: currencySchema.nullable(),
    netAssetValue: decimalSchema.nullable(),
    provenance: provenanceSchema,
  }),
);
export type FundQuotes = z.infer<typeof fundQuotesSchema>;

export const FUND_VALUES_MAX = 1_000;

/** Ascending. `isTruncated`: the span has older values. */
export const fundHistorySchema = z.strictObject({
  symbol: symbolSchema,
  currency: currencySchema.nullable(),
  values: z
    .array(z.strictObject({ timeMs: z.int(), netAssetValue: decimalSchema.nullable() }))
    .max(FUND_VALUES_MAX),
  isTruncated: z.boolean(),
  provenance: provenanceSchema,
});
export type FundHistory = z.infer<typeof fundHistorySchema>;
