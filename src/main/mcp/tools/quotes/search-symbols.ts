import * as z from 'zod';
import { marketOfSymbol, marketSchema, normaliseSymbol } from '../../../../shared/domain/instrument.ts';
import { KEYWORD_LENGTH_MAX, SYMBOL_MATCHES_MAX } from '../../../../shared/domain/symbol-search.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { integerInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';

const LIMIT_DEFAULT = 20;

const input = z.strictObject({
  // Models write Hong Kong codes as numbers.
  keyword: z
    .preprocess(
      (value) =>
        typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : value,
      z.string().min(1, 'must not be empty').max(KEYWORD_LENGTH_MAX),
    )
    .describe('In English as Tiger writes it: apple, BRK, 700.'),
  market: wordInput(['US', 'HK', 'SG', 'CN'])
    .optional()
    .describe('Default US; HK for a keyword of up to five digits.'),
  limit: integerInput(1, SYMBOL_MATCHES_MAX).optional().describe(`Default ${LIMIT_DEFAULT}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  market: marketSchema,
  matches: z
    .array(z.strictObject({ symbol: z.string(), name: untrustedText }))
    .describe('Best first: the symbol itself, then names that begin with the keyword, then the rest.'),
  total: z.int().describe('All matches; narrow the keyword if it is more than are shown.'),
  listed: z.int().describe('Symbols in the list that was searched.'),
  source: z.string(),
  ...provenanceFields,
});

export const searchSymbols = readTool({
  name: 'tiger_search_symbols',
  title: 'Search symbols',
  description:
    "Finds the symbol of a company or ETF by a part of its name or symbol, in Tiger's list of one market (without OTC), which is kept for up to 6 hours.",
  toolset: 'quotes',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ keyword, market, limit = LIMIT_DEFAULT, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const wanted = { keyword, market: market ?? marketOfSymbol(normaliseSymbol(keyword)), limit };
    const found = await read('symbols.search', wanted, {
      timeoutMs: READ_TIMEOUT_MS,
      signal: context.signal,
    });
    return {
      ...accountJson(account),
      market: found.market,
      matches: found.matches,
      total: found.total,
      listed: found.listed,
      source: "Tiger's list of symbols and names",
      ...provenanceJson(found.provenance, context.clock.nowMs()),
    };
  },
});
