import * as z from 'zod';
import { marketSchema } from '../../../../shared/domain/instrument.ts';
import { addDays, daysBetween, marketDay } from '../../../../shared/domain/market-day.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { dayInput, daySpan } from '../../day-input.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

const DAYS_DEFAULT = 30;
/** A year of trading days is about 3.5 kB. */
const DAYS_MAX = 366;

const input = z.strictObject({
  market: wordInput(['US', 'HK', 'SG', 'CN']).optional().describe('Default US.'),
  start_date: dayInput("Day in the market's zone; default today there.").optional(),
  end_date: dayInput(
    `That day included, at most ${DAYS_MAX} later; default ${DAYS_DEFAULT} later.`,
  ).optional(),
  ...dataAccountInput,
});

const days = z.array(z.string());

const output = z.strictObject({
  ...accountFields,
  market: marketSchema,
  start_date: z.string(),
  end_date: z.string(),
  trading_days: days.describe("Days with trading, in the market's zone, oldest first."),
  early_closes: days.describe('Those of them on which the market closes early.'),
  closed_weekdays: days.describe(
    'Monday to Friday without trading: holidays, or days beyond what Tiger knows.',
  ),
  ...provenanceFields,
});

export const getTradingCalendar = readTool({
  name: 'tiger_get_trading_calendar',
  title: 'Get trading calendar',
  description:
    'Days on which a market trades, with early closes and holidays, at most a year. Use it for settlement, expiry and "next trading day" questions; tiger_get_market_status tells whether it is open now.',
  toolset: 'quotes',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ market = 'US', data_account_id, ...wanted }, context) => {
    const today = marketDay(market, context.clock.nowMs());
    const span = daySpan(wanted, { startDay: today, endDay: addDays(today, DAYS_DEFAULT) }, DAYS_MAX);
    const { account, read } = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const calendar = await read('calendar.get', { market, ...span }, options);
    const trading = calendar.days.map(({ day }) => day);
    return {
      ...accountJson(account),
      market: calendar.market,
      start_date: span.startDay,
      end_date: span.endDay,
      trading_days: trading,
      early_closes: calendar.days.filter(({ kind }) => kind === 'early_close').map(({ day }) => day),
      closed_weekdays: weekdaysOf(span).filter((day) => !trading.includes(day)),
      ...provenanceJson(calendar.provenance, context.clock.nowMs()),
    };
  },
});

function weekdaysOf({ startDay, endDay }: { startDay: string; endDay: string }): string[] {
  const count = daysBetween(startDay, endDay) + 1;
  return Array.from({ length: count }, (_, index) => addDays(startDay, index)).filter((day) => {
    const weekday = new Date(day).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  });
}
