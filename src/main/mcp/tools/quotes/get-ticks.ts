import * as z from 'zod';
import { TICKS_MAX } from '../../../../shared/domain/intraday.ts';
import {
  accountFields,
  accountJson,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { integerInput, symbolInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { currenciesOf } from './quote-json.ts';

const COUNT_DEFAULT = 50;
const COLUMNS = ['time', 'price', 'volume', 'side'] as const;

const input = z.strictObject({
  symbol: symbolInput(),
  count: integerInput(1, TICKS_MAX).optional().describe(`Newest trades wanted, default ${COUNT_DEFAULT}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  currency: z.string().nullable().describe('Currency of the prices; null: the broker did not say.'),
  columns: z.array(z.enum(COLUMNS)).describe('Names of the values of each row.'),
  rows: z
    .array(z.array(z.string().nullable()))
    .describe(
      'Oldest first. time is ISO UTC, volume in shares, side buy, sell or neutral: who took the price.',
    ),
  ...provenanceFields,
});

export const getTicks = readTool({
  name: 'tiger_get_ticks',
  title: 'Get latest trades',
  description: `The newest single trades of one stock or ETF with time, price, size and side, at most ${TICKS_MAX} (Tiger's limit). Needs a quote permission.`,
  toolset: 'quotes',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, count = COUNT_DEFAULT, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const [series, currencies] = await Promise.all([
      from.read('ticks.get', { symbol, count }, options),
      currenciesOf(from, [symbol], context),
    ]);
    return {
      ...accountJson(from.account),
      symbol: series.symbol,
      currency: currencies.get(symbol) ?? null,
      columns: [...COLUMNS],
      rows: series.ticks.map(({ timeMs, price, volume, side }) => [isoTime(timeMs), price, volume, side]),
      ...provenanceJson(series.provenance, context.clock.nowMs()),
    };
  },
});
