import * as z from 'zod';
import type { Valuation } from '../../../../shared/domain/company.ts';
import { type Decimal, divide, isZero } from '../../../../shared/domain/decimal.ts';
import type { FinancialReport } from '../../../../shared/domain/fundamentals.ts';
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
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { currenciesOf } from '../quotes/quote-json.ts';
import { stockInput } from './stock-input.ts';

/** Tiger's names of the last twelve months' figures that the metrics are made of. */
const STATEMENT_FIELDS = [
  'total_revenue',
  'gross_profit',
  'operating_income',
  'net_income',
  'total_assets',
  'total_debt',
  'total_equity',
  'cash_and_equivalents',
  'total_shares_out_on_filing_date',
  'dividends_per_share',
  'book_valueshare',
  'current_ratio',
  'quick_ratio',
];
/** The last filed twelve months lie in it, however late the filing. */
const SPAN_DAYS = 2 * 366;
const RATIO_PLACES = 6;

const byPrice = 'by the last price, in price_currency';
const reported = 'last twelve months, in statement_currency';
const fraction = 'fraction: 0.01 is 1 %';

const metrics = z.strictObject({
  market_cap: figure.describe(byPrice),
  pe_ratio: figure.describe('last twelve months'),
  pb_ratio: figure,
  ps_ratio: figure,
  dividend_yield: figure.describe(fraction),
  dividend_per_share: figure.describe(reported),
  revenue: figure.describe(reported),
  net_income: figure.describe(reported),
  total_assets: figure.describe('at period_end'),
  total_debt: figure.describe('at period_end'),
  cash_and_equivalents: figure.describe('at period_end'),
  shares_outstanding: figure.describe('on the filing date'),
  eps: figure.describe('last twelve months, in price_currency'),
  book_value_per_share: figure.describe('at period_end'),
  return_on_equity: figure.describe(fraction),
  return_on_assets: figure.describe(fraction),
  profit_margin: figure.describe('net income / revenue, fraction'),
  operating_margin: figure.describe('operating income / revenue, fraction'),
  gross_margin: figure.describe('gross profit / revenue, fraction'),
  debt_to_equity: figure.describe('total debt / total equity'),
  current_ratio: figure,
  quick_ratio: figure,
  beta: figure.describe('always null: Tiger has none'),
  week_52_high: figure.describe(byPrice),
  week_52_low: figure.describe(byPrice),
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  price_currency: figure,
  statement_currency: figure,
  period_end: figure.describe('Last day of the twelve months of the reported figures.'),
  metrics,
  missing: z.array(z.string()).describe('Metrics that are null because Tiger gave none.'),
  ...provenanceFields,
});

export const getFinancials = readTool({
  name: 'tiger_get_financials',
  title: 'Get key financial metrics',
  description:
    'Key metrics of a company: valuation, profitability, margins, debt, 52-week range (25 in all; Tiger has no beta, analyst ratings or price targets). Use tiger_get_financial_report for statements by period.',
  toolset: 'fundamentals',
  input: z.strictObject({ symbol: stockInput(), ...dataAccountInput }),
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const endDay = marketDay(marketOfSymbol(symbol), context.clock.nowMs());
    const wanted = { symbol, period: 'ltm' as const, fields: STATEMENT_FIELDS };
    const [valuation, report, currencies] = await Promise.all([
      from.read('valuation.get', { symbol }, options),
      from.read('financials.get', { ...wanted, startDay: addDays(endDay, -SPAN_DAYS), endDay }, options),
      currenciesOf(from, [symbol], context),
    ]);
    const newest = report.figures[0];
    const values = metricsOf(valuation, report);
    return {
      ...accountJson(from.account),
      symbol,
      price_currency: currencies.get(symbol) ?? null,
      statement_currency: newest?.currency ?? null,
      period_end: newest?.periodEnd ?? null,
      metrics: values,
      missing: Object.entries(values).flatMap(([name, value]) => (value === null ? [name] : [])),
      ...provenanceJson(valuation.provenance, context.clock.nowMs()),
    };
  },
});

/** Of the newest period alone: figures of two periods, or of two currencies, are never put together. */
function metricsOf(valuation: Valuation, { figures }: FinancialReport): z.input<typeof metrics> {
  const { periodEnd = null, currency = null } = figures[0] ?? {};
  const period = figures.filter((one) => one.periodEnd === periodEnd && one.currency === currency);
  const of = (field: string) => period.find((one) => one.field === field)?.value ?? null;
  const ofRevenue = (field: string) => ratio(of(field), of('total_revenue'));
  return {
    market_cap: valuation.marketCap,
    pe_ratio: valuation.peRatio,
    pb_ratio: valuation.pbRatio,
    ps_ratio: valuation.psRatio,
    dividend_yield: valuation.dividendYield,
    dividend_per_share: of('dividends_per_share'),
    revenue: of('total_revenue'),
    net_income: of('net_income'),
    total_assets: of('total_assets'),
    total_debt: of('total_debt'),
    cash_and_equivalents: of('cash_and_equivalents'),
    shares_outstanding: of('total_shares_out_on_filing_date'),
    eps: valuation.eps,
    book_value_per_share: of('book_valueshare'),
    return_on_equity: valuation.returnOnEquity,
    return_on_assets: valuation.returnOnAssets,
    profit_margin: ofRevenue('net_income'),
    operating_margin: ofRevenue('operating_income'),
    gross_margin: ofRevenue('gross_profit'),
    debt_to_equity: ratio(of('total_debt'), of('total_equity')),
    current_ratio: of('current_ratio'),
    quick_ratio: of('quick_ratio'),
    beta: null,
    week_52_high: valuation.week52High,
    week_52_low: valuation.week52Low,
  };
}

function ratio(part: Decimal | null, whole: Decimal | null): Decimal | null {
  if (part === null || whole === null || isZero(whole)) return null;
  return divide(part, whole, RATIO_PLACES);
}
