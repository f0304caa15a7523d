import * as z from 'zod';
import {
  FINANCIAL_FIELDS_MAX,
  type FinancialReport,
  financialPeriodSchema,
} from '../../../../shared/domain/fundamentals.ts';
import { marketOfSymbol } from '../../../../shared/domain/instrument.ts';
import { addDays, marketDay } from '../../../../shared/domain/market-day.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { integerInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { stockInput } from './stock-input.ts';

/** Tiger's names; it knows some 700 more. */
const FIELDS_DEFAULT = [
  'total_revenue',
  'gross_profit',
  'operating_income',
  'net_income',
  'diluted_eps_incl_extra_items',
  'total_assets',
  'total_debt',
  'total_equity',
  'cash_from_ops',
  'capital_expenditure',
];
const PERIODS_DEFAULT = 4;
const PERIODS_MAX = 20;
const FIELD = /^[a-z][a-z0-9_]{1,79}$/;
const YEAR_DAYS = 366;
/** A year more than asked for, since the last period may not be filed yet. */
const PERIODS_A_YEAR = { annual: 1, quarterly: 4, ltm: 4 } as const;

const input = z.strictObject({
  symbol: stockInput(),
  period: wordInput(['annual', 'quarterly', 'ltm'], { yearly: 'annual', quarter: 'quarterly', ttm: 'ltm' })
    .optional()
    .describe('Default annual; ltm: the last twelve months.'),
  periods: integerInput(1, PERIODS_MAX)
    .optional()
    .describe(`Newest periods wanted, default ${PERIODS_DEFAULT}.`),
  fields: z
    .preprocess(
      (value) =>
        typeof value === 'string' && !value.startsWith('[')
          ? value.split(',').map((one) => one.trim())
          : value,
      z
        .array(z.string().regex(FIELD, 'must be a field name of Tiger such as net_income'))
        .min(1)
        .max(FINANCIAL_FIELDS_MAX),
    )
    .optional()
    .describe("Tiger's field names, such as ebitda or return_on_equity. Default: the main figures."),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  period: financialPeriodSchema,
  columns: z
    .array(z.string())
    .describe('Names of the values of each row; figures by the name of their field.'),
  rows: z
    .array(z.array(z.string().nullable()))
    .describe('Newest period first. Amounts in currency, in full units; ratios as Tiger writes them.'),
  total: z.int().describe('Periods that the broker gave.'),
  truncated: z.boolean().describe('true: only the newest are shown.'),
  ...provenanceFields,
});

export const getFinancialReport = readTool({
  name: 'tiger_get_financial_report',
  title: 'Get financial statements',
  description:
    'Reported statements of a company by period: income, balance sheet, cash flow, ratios, as compact columns. Past reports only; tiger_get_financials gives the key metrics. At most 20 periods of 20 fields; kept for up to an hour.',
  toolset: 'fundamentals',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, period = 'annual', periods = PERIODS_DEFAULT, fields, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const wanted = [...new Set(fields ?? FIELDS_DEFAULT)];
    const endDay = marketDay(marketOfSymbol(symbol), context.clock.nowMs());
    const years = Math.ceil(periods / PERIODS_A_YEAR[period]) + 1;
    const report = await read(
      'financials.get',
      { symbol, period, fields: wanted, startDay: addDays(endDay, -years * YEAR_DAYS), endDay },
      { timeoutMs: READ_TIMEOUT_MS, signal: context.signal },
    );
    const rows = rowsOf(report, wanted);
    return {
      ...accountJson(account),
      symbol: report.symbol,
      period,
      columns: ['period_end', 'filed_on', 'currency', ...wanted],
      rows: rows.slice(0, periods),
      total: rows.length,
      truncated: periods < rows.length,
      ...provenanceJson(report.provenance, context.clock.nowMs()),
    };
  },
});

/** One row per period and currency: figures of different currencies are never in one row. */
function rowsOf({ figures }: FinancialReport, fields: readonly string[]): (string | null)[][] {
  const groups = new Map<string, FinancialReport['figures']>();
  for (const one of figures) {
    const key = `${one.periodEnd} ${one.currency}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => [
    group[0]?.periodEnd ?? null,
    group.find(({ filedOn }) => filedOn !== null)?.filedOn ?? null,
    group[0]?.currency ?? null,
    ...fields.map((field) => group.find((one) => one.field === field)?.value ?? null),
  ]);
}
