import * as z from 'zod';
import { EARNINGS_DAYS_MAX } from '../../../../shared/domain/fundamentals.ts';
import { marketOfSymbol } from '../../../../shared/domain/instrument.ts';
import { addDays, marketDay } from '../../../../shared/domain/market-day.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { dayInput, daySpan } from '../../day-input.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { stockInput } from './stock-input.ts';

/** A quarter back and one ahead: the last report and the next. */
const QUARTER_DAYS = 95;

const input = z.strictObject({
  symbol: stockInput(),
  start_date: dayInput(`Default ${QUARTER_DAYS} days ago.`).optional(),
  end_date: dayInput(
    `That day included; default in ${QUARTER_DAYS} days. At most ${EARNINGS_DAYS_MAX} later.`,
  ).optional(),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  currency: z
    .null()
    .describe("Tiger's calendar names none: earnings are in the currency in which the company reports."),
  reports: z
    .array(
      z.strictObject({
        report_date: figure.describe("Day in the market's zone."),
        report_time: figure.describe("Tiger's words for the time of day."),
        fiscal_quarter_ending: figure,
        expected_eps: figure.describe("Tiger's expected earnings per share; who expects them is not said."),
        actual_eps: figure.describe('null: not reported yet.'),
      }),
    )
    .describe('Oldest first; empty: Tiger lists none in these days.'),
  ...provenanceFields,
});

export const getEarnings = readTool({
  name: 'tiger_get_earnings',
  title: 'Get earnings dates',
  description:
    "When a company reported or will report, with expected and actual earnings per share, from Tiger's earnings calendar. Tiger has no analyst consensus, ratings or revisions. Kept for up to an hour.",
  toolset: 'fundamentals',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, data_account_id, ...dates }, context) => {
    const today = marketDay(marketOfSymbol(symbol), context.clock.nowMs());
    const around = { startDay: addDays(today, -QUARTER_DAYS), endDay: addDays(today, QUARTER_DAYS) };
    const span = daySpan(dates, around, EARNINGS_DAYS_MAX);
    const { account, read } = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const list = await read('earnings.list', { symbol, ...span }, options);
    return {
      ...accountJson(account),
      symbol: list.symbol,
      currency: null,
      reports: list.reports.map((report) => ({
        report_date: report.reportDay,
        report_time: report.reportTime,
        fiscal_quarter_ending: report.fiscalQuarterEnding,
        expected_eps: report.expectedEps,
        actual_eps: report.actualEps,
      })),
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});
