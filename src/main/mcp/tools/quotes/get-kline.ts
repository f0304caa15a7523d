import * as z from 'zod';
import { BARS_MAX, barPeriodSchema } from '../../../../shared/domain/market-data.ts';
import {
  accountFields,
  accountJson,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { newestOf } from '../../table-fields.ts';
import { barPeriodInput, integerInput, symbolInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { currenciesOf } from './quote-json.ts';

/** About 75 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const BARS_PER_ANSWER_MAX = 500;
const COUNT_DEFAULT = 100;
const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

const input = z.strictObject({
  symbol: symbolInput(),
  period: barPeriodInput(),
  count: integerInput(1, BARS_MAX).optional().describe(`Newest bars wanted, default ${COUNT_DEFAULT}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  period: barPeriodSchema,
  currency: z.string().nullable().describe('Currency of the prices; null: the broker did not say.'),
  columns: z.array(z.enum(COLUMNS)).describe('Names of the values of each row.'),
  rows: z
    .array(z.array(z.string().nullable()))
    .describe('Oldest first. time is the ISO UTC start of the bar; volume in shares.'),
  total: z.int().describe('Bars that the broker gave.'),
  truncated: z.boolean().describe(`true: only the newest ${BARS_PER_ANSWER_MAX} are shown.`),
  ...provenanceFields,
});

export const getKline = readTool({
  name: 'tiger_get_kline',
  title: 'Get price bars',
  description:
    'Historical bars (open, high, low, close, volume) of one stock or ETF, from 1 minute to 1 month each. At most 500 per answer.',
  toolset: 'quotes',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, period, count = COUNT_DEFAULT, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const [series, currencies] = await Promise.all([
      from.read('bars.get', { symbol, period, count }, options),
      currenciesOf(from, [symbol], context),
    ]);
    const { shown, cut } = newestOf(series.bars, BARS_PER_ANSWER_MAX);
    return {
      ...accountJson(from.account),
      symbol: series.symbol,
      period: series.period,
      currency: currencies.get(symbol) ?? null,
      columns: [...COLUMNS],
      rows: shown.map((bar) => [isoTime(bar.startMs), bar.open, bar.high, bar.low, bar.close, bar.volume]),
      ...cut,
      ...provenanceJson(series.provenance, context.clock.nowMs()),
    };
  },
});
