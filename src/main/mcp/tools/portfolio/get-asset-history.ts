import * as z from 'zod';
import { addDays, marketDay } from '../../../../shared/domain/market-day.ts';
import { segmentSchema } from '../../../../shared/domain/money-record.ts';
import {
  accountFields,
  accountJson,
  figure,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { readAccountInput } from '../../data-account.ts';
import { dayInput, daySpan } from '../../day-input.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { drawdownOf } from './drawdown.ts';

const DAYS_DEFAULT = 90;
const DAYS_MAX = 366;
const COLUMNS = [
  'date',
  'net_liquidation',
  'pnl',
  'cash_balance',
  'gross_position_value',
  'deposit',
  'withdrawal',
] as const;

export const drawdownFields = {
  max_drawdown: figure.describe('Largest fall from a peak, fraction, deposits and withdrawals taken out.'),
  drawdown_from: figure.describe('Day of that peak.'),
  drawdown_to: figure.describe('Day of the low after it.'),
  days_without_flows: z.int().describe('Days of which Tiger named no deposit or withdrawal; taken as none.'),
};

const output = z.strictObject({
  ...accountFields,
  segment: segmentSchema,
  currency: z.string(),
  pnl: figure,
  pnl_rate: figure.describe('Fraction: 0.01 is 1 %.'),
  annualized_return: figure.describe('Fraction.'),
  ...drawdownFields,
  columns: z.array(z.enum(COLUMNS)),
  rows: z.array(z.array(z.string().nullable())).describe('Oldest first, in currency.'),
  ...provenanceFields,
});

export const getAssetHistory = readTool({
  name: 'tiger_get_asset_history',
  title: 'Get asset history',
  description: 'Worth of one account by day, profit and maximum drawdown.',
  toolset: 'portfolio',
  input: z.strictObject({
    ...readAccountInput,
    segment: wordInput(segmentSchema.options as ['SEC', 'FUT', 'FUND'])
      .optional()
      .describe('Default SEC.'),
    start_date: dayInput(`Default ${DAYS_DEFAULT} days ago.`).optional(),
    end_date: dayInput(`Default today; at most ${DAYS_MAX} days later.`).optional(),
  }),
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ account_id, segment = 'SEC', ...dates }, context) => {
    const today = marketDay('US', context.clock.nowMs());
    const span = daySpan(dates, { startDay: addDays(today, -DAYS_DEFAULT), endDay: today }, DAYS_MAX);
    const { account, read } = context.accounts.readable(account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const { currency } = await read('account.assets', {}, options);
    const history = await read('assets.history', { ...span, segment, currency }, options);
    return {
      ...accountJson(account),
      segment,
      currency,
      pnl: history.summary.pnl,
      pnl_rate: history.summary.pnlRate,
      annualized_return: history.summary.annualizedReturn,
      ...drawdownOf(history.days),
      columns: [...COLUMNS],
      rows: history.days.map((day) => [
        isoTime(day.timeMs)?.slice(0, 10) ?? null,
        day.netLiquidation,
        day.pnl,
        day.cashBalance,
        day.grossPositionValue,
        day.deposit,
        day.withdrawal,
      ]),
      ...provenanceJson(history.provenance, context.clock.nowMs()),
    };
  },
});
