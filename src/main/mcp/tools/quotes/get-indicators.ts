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
import { integerInput, symbolInput, wordInput, wordsInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { INDICATORS, indicatorSeries } from './indicator-series.ts';
import { currenciesOf } from './quote-json.ts';

const COUNT_DEFAULT = 30;
/** With all columns about 200 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const COUNT_MAX = 200;
const LENGTH_MAX = 200;
/** Smoothed averages remember their start: after four times the longest length it has no weight left. */
const WARM_UP = 4 * LENGTH_MAX;

const input = z.strictObject({
  symbol: symbolInput().describe('AAPL, 00700'),
  period: wordInput(barPeriodSchema.options as [BarWord, ...BarWord[]])
    .optional()
    .describe('Length of a bar, default 1d. 1m is a minute, 1M a month.'),
  indicators: wordsInput(INDICATORS).optional().describe('Default sma, rsi, macd.'),
  length: integerInput(2, LENGTH_MAX)
    .optional()
    .describe('Bars, for all but macd. Default 14 for rsi, atr, stochastic; else 20.'),
  count: integerInput(1, COUNT_MAX).optional().describe(`Newest bars shown, default ${COUNT_DEFAULT}.`),
  ...dataAccountInput,
});
type BarWord = z.infer<typeof barPeriodSchema>;

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  period: barPeriodSchema,
  currency: z.string().nullable(),
  columns: z.array(z.string()).describe('Names of the values of each row.'),
  rows: z
    .array(z.array(z.string().nullable()))
    .describe(
      'Oldest first. time is the ISO UTC start of the bar; the newest bar may be unfinished. null: too few bars.',
    ),
  definitions: z.array(z.strictObject({ indicator: z.enum(INDICATORS), definition: z.string() })),
  bars_used: z.int().describe('Bars from which the values were computed.'),
  ...provenanceFields,
});

export const getIndicators = readTool({
  name: 'tiger_get_indicators',
  title: 'Get technical indicators',
  description:
    'SMA, EMA, RSI, MACD, Bollinger bands, ATR and stochastic of one stock or ETF, computed here from its price bars.',
  toolset: 'quotes',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async (wanted, context) => {
    const { symbol, period = '1d', count = COUNT_DEFAULT, length } = wanted;
    const names = INDICATORS.filter((name) => (wanted.indicators ?? ['sma', 'rsi', 'macd']).includes(name));
    const from = context.accounts.readable(wanted.data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const [{ bars, provenance }, currencies] = await Promise.all([
      from.read('bars.get', { symbol, period, count: Math.min(BARS_MAX, count + WARM_UP) }, options),
      currenciesOf(from, [symbol], context),
    ]);
    const series = names.map((name) => ({ name, ...indicatorSeries(name, bars, length) }));
    const columns = series.flatMap((one) => Object.entries(one.columns));
    const rows = bars.map((bar, index) => [
      isoTime(bar.startMs),
      bar.close,
      ...columns.map(([, values]) => values[index] ?? null),
    ]);
    return {
      ...accountJson(from.account),
      symbol,
      period,
      currency: currencies.get(symbol) ?? null,
      columns: ['time', 'close', ...columns.map(([name]) => name)],
      rows: rows.slice(-count),
      definitions: series.map(({ name, definition }) => ({ indicator: name, definition })),
      bars_used: bars.length,
      ...provenanceJson(provenance, context.clock.nowMs()),
    };
  },
});
