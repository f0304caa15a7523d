import * as z from 'zod';
import {
  accountFields,
  accountJson,
  figure,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { dayInput } from '../../day-input.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { integerInput, symbolInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { currenciesOf } from './quote-json.ts';

/** About 75 bytes each: an answer stays below the 40 kB beyond which clients cut. A regular day has 390 or fewer. */
const MINUTES_PER_ANSWER_MAX = 480;
const COLUMNS = ['time', 'session', 'price', 'average_price', 'volume'] as const;

const input = z.strictObject({
  symbol: symbolInput(),
  session: wordInput(['regular', 'pre_market', 'after_hours', 'overnight', 'all'], {
    premarket: 'pre_market',
    postmarket: 'after_hours',
  })
    .optional()
    .describe('Default regular.'),
  date: dayInput("A past day in the market's zone; without it the current or latest one.").optional(),
  limit: integerInput(1, MINUTES_PER_ANSWER_MAX)
    .optional()
    .describe(`Newest minutes wanted, default ${MINUTES_PER_ANSWER_MAX}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  currency: z.string().nullable().describe('Currency of the prices; null: the broker did not say.'),
  previous_close: figure.describe('null for a past day.'),
  columns: z.array(z.enum(COLUMNS)).describe('Names of the values of each row.'),
  rows: z
    .array(z.array(z.string().nullable()))
    .describe(
      'Oldest first. time is ISO UTC; average_price is that of the session so far; volume in shares.',
    ),
  total: z.int().describe('Minutes that the broker gave of this session.'),
  truncated: z.boolean().describe('true: only the newest are shown.'),
  ...provenanceFields,
});

export const getTimeline = readTool({
  name: 'tiger_get_timeline',
  title: 'Get minutes of a day',
  description: `Price, running average price and volume of each minute of one day, with the sessions before and after regular hours if asked for. Use tiger_get_kline for longer spans. At most ${MINUTES_PER_ANSWER_MAX}, the newest.`,
  toolset: 'quotes',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async (
    { symbol, session = 'regular', date, limit = MINUTES_PER_ANSWER_MAX, data_account_id },
    context,
  ) => {
    const from = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const [timeline, currencies] = await Promise.all([
      from.read('timeline.get', { symbol, day: date ?? null }, options),
      currenciesOf(from, [symbol], context),
    ]);
    const wanted = timeline.minutes.filter((minute) => session === 'all' || minute.session === session);
    const shown = wanted.slice(-limit);
    return {
      ...accountJson(from.account),
      symbol: timeline.symbol,
      currency: currencies.get(symbol) ?? null,
      previous_close: timeline.previousClose,
      columns: [...COLUMNS],
      rows: shown.map(({ timeMs, session: part, price, averagePrice, volume }) => [
        isoTime(timeMs),
        part,
        price,
        averagePrice,
        volume,
      ]),
      total: wanted.length,
      truncated: shown.length < wanted.length,
      ...provenanceJson(timeline.provenance, context.clock.nowMs()),
    };
  },
});
