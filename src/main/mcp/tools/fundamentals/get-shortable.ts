import * as z from 'zod';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { stockInput } from './stock-input.ts';

const COLUMNS = [
  'settlement_date',
  'short_interest',
  'average_daily_volume',
  'days_to_cover',
  'percent_of_float',
] as const;
/** A year of the two reports a month. */
const REPORTS_PER_ANSWER_MAX = 24;

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  shortable: z.boolean().nullable().describe('By the contract, now; null: the broker did not say.'),
  columns: z.array(z.enum(COLUMNS)),
  rows: z
    .array(z.array(z.string().nullable()))
    .describe('Newest first. Short interest and volume in shares; percent_of_float as Tiger writes it.'),
  total: z.int(),
  truncated: z.boolean(),
  ...provenanceFields,
});

export const getShortable = readTool({
  name: 'tiger_get_shortable',
  title: 'Get short interest',
  description: 'Whether a stock can be sold short now, and its short interest by settlement date.',
  toolset: 'fundamentals',
  input: z.strictObject({ symbol: stockInput(), ...dataAccountInput }),
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const [shorts, contracts] = await Promise.all([
      read('shorts.list', { symbol }, options),
      read('contracts.get', { symbols: [symbol] }, options),
    ]);
    return {
      ...accountJson(account),
      symbol,
      shortable: contracts.find((contract) => contract.symbol === symbol)?.isShortable ?? null,
      columns: [...COLUMNS],
      rows: shorts.reports
        .slice(0, REPORTS_PER_ANSWER_MAX)
        .map((row) => [
          row.settlementDay,
          row.shortInterest,
          row.averageDailyVolume,
          row.daysToCover,
          row.percentOfFloat,
        ]),
      total: shorts.reports.length,
      truncated: shorts.reports.length > REPORTS_PER_ANSWER_MAX,
      ...provenanceJson(shorts.provenance, context.clock.nowMs()),
    };
  },
});
