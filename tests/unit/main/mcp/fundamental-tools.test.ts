import { beforeEach, expect, it } from 'vitest';
import { rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

const PROVENANCE = { as_of: '2026-11-23T14:59:59.600Z', age_ms: 400, delayed: false, simulated: true };

it('reports come as one row per period', async () => {
  const answer = await tools.answer('tiger_get_financial_report', {
    symbol: 'AAPL',
    period: 'TTM',
    periods: 1,
    fields: 'net_income, ebitda',
  });
  expect(answer).toMatchObject({
    period: 'ltm',
    columns: ['period_end', 'filed_on', 'currency', 'net_income', 'ebitda'],
    rows: [['2026-09-26', null, 'USD', '94000000000', '94000000000']],
    total: 2,
    truncated: true,
    ...PROVENANCE,
  });
  expect(
    await tools.error('tiger_get_financial_report', { symbol: 'AAPL', fields: 'Net income!' }),
  ).toMatchObject({
    code: 'invalid_input',
  });
});

it('corporate actions are dividends and splits of a year either way unless others are wanted', async () => {
  const answer = await tools.answer('tiger_get_corporate_actions', { symbol: 'AAPL' });
  expect(rowsOf(answer, 'actions').map(({ kind }) => kind)).toEqual(['dividend', 'split']);
  expect(rowsOf(answer, 'actions')[0]).toMatchObject({
    date: '2026-11-09',
    amount: '0.26',
    announced_on: null,
  });
  expect(answer).toMatchObject({ total: 2, truncated: false, ...PROVENANCE });
  expect(tools.directory.calls[0]!.input).toMatchObject({ startDay: '2025-11-23', endDay: '2027-11-23' });
  const other = await tools.answer('tiger_get_corporate_actions', { symbol: 'AAPL', kinds: 'delisting' });
  expect(rowsOf(other, 'actions')[0]).toMatchObject({
    kind: 'delisting',
    reason: '<untrusted>voluntary</untrusted>',
  });
});

it('earnings are those of a quarter either way, within a span that is said', async () => {
  expect(await tools.answer('tiger_get_earnings', { symbol: 'AAPL' })).toMatchObject({
    reports: [{ report_date: '2026-08-20', expected_eps: '1.7', actual_eps: null }],
    ...PROVENANCE,
  });
  const args = { symbol: 'AAPL', start_date: '2026-01-01', end_date: '2026-12-31' };
  expect(await tools.error('tiger_get_earnings', args)).toMatchObject({
    message: 'end_date: is more than 200 days after start_date',
  });
});

it('key metrics are 25, ratios of one period, and what Tiger lacks is null and named', async () => {
  const answer = await tools.answer('tiger_get_financials', { symbol: 'AAPL' });
  const metrics = answer['metrics'] as Record<string, string | null>;
  expect(Object.keys(metrics)).toHaveLength(25);
  expect(metrics).toMatchObject({
    market_cap: '31.5',
    revenue: '94000000000',
    gross_margin: '1',
    beta: null,
  });
  expect(answer).toMatchObject({
    price_currency: 'USD',
    statement_currency: 'USD',
    period_end: '2026-09-26',
    missing: ['dividend_yield', 'beta'],
    ...PROVENANCE,
  });
});
