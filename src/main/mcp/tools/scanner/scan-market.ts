import * as z from 'zod';
import { marketSchema } from '../../../../shared/domain/instrument.ts';
import type { ScanFilter } from '../../../../shared/domain/scanner.ts';
import { findScannerField } from '../../../../shared/domain/scanner-fields.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { booleanInput, integerInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { currenciesOf } from '../quotes/quote-json.ts';
import { badFilter, filtersInput, scanFiltersOf, unknownField } from './scan-filter-input.ts';

const LIMIT_DEFAULT = 50;
/** With all columns about 300 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const LIMIT_MAX = 100;
const CURSOR_LENGTH_MAX = 200;
const FIELD_LENGTH_MAX = 60;

const input = z.strictObject({
  market: wordInput(marketSchema.options as ['US', 'HK', 'SG', 'CN']),
  filters: filtersInput().describe(
    'field such as MarketValue, PeTTM, Volume, current_ChangeRate; a wrong one is answered with the list. Without bounds a field is shown only. period: of AccumulateField. tags: of MultiTagField.',
  ),
  sort_by: z.string().min(1).max(FIELD_LENGTH_MAX).optional().describe('One of the fields.'),
  descending: booleanInput().optional(),
  limit: integerInput(1, LIMIT_MAX).optional().describe(`Default ${LIMIT_DEFAULT}.`),
  cursor: z.string().min(1).max(CURSOR_LENGTH_MAX).optional().describe('next_cursor.'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  market: marketSchema,
  columns: z
    .array(z.string())
    .describe(
      'symbol, currency (null: the broker did not say), then the fields in the order of the filters.',
    ),
  rows: z
    .array(z.array(z.string().nullable()))
    .describe('Amounts in the currency of the stock, rates as fractions, as Tiger gives them.'),
  total: z.int().nullable().describe('Stocks that pass all filters.'),
  next_cursor: z.string().nullable().describe('null: these were the last.'),
  ...provenanceFields,
});

export const scanMarket = readTool({
  name: 'tiger_scan_market',
  title: 'Scan a market',
  description:
    'Finds stocks of a market that pass every filter (price, size, valuation, growth, tags), sorted and paged.',
  toolset: 'scanner',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async (wanted, context) => {
    const filters = scanFiltersOf(wanted.filters);
    const sort = wanted.sort_by === undefined ? null : sortOf(wanted.sort_by, filters, wanted.descending);
    const from = context.accounts.readable(wanted.data_account_id);
    const query = {
      market: wanted.market,
      filters,
      sort,
      limit: wanted.limit ?? LIMIT_DEFAULT,
      cursor: wanted.cursor ?? null,
    };
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const found = await from.read('scanner.scan', query, options);
    const symbols = found.rows.map(({ symbol }) => symbol);
    const currencies = symbols.length === 0 ? new Map() : await currenciesOf(from, symbols, context);
    return {
      ...accountJson(from.account),
      market: wanted.market,
      columns: ['symbol', 'currency', ...filters.map(({ type, member }) => `${type}_${member}`)],
      rows: found.rows.map(({ symbol, values }) => [symbol, currencies.get(symbol) ?? null, ...values]),
      total: found.total,
      next_cursor: found.nextCursor,
      ...provenanceJson(found.provenance, context.clock.nowMs()),
    };
  },
});

function sortOf(name: string, filters: readonly ScanFilter[], descending = true) {
  const field = findScannerField(name);
  if (field === null) throw unknownField(name);
  const wanted = name.trim().toLowerCase();
  const filter = filters.findIndex(({ type, member }) =>
    [member.toLowerCase(), `${type}_${member}`.toLowerCase()].includes(wanted),
  );
  if (filter < 0) throw badFilter('sort_by: must be one of the fields in filters; add it without bounds');
  return { filter, descending };
}
