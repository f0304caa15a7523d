import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TOOLSETS } from '../../src/shared/domain/toolset.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

// Every tool of these sets through a real client, the bridge, the core, an account's worker and the simulated gateway.
let harness: CoreHarness;
let client: Client;
beforeAll(async () => {
  harness = await startCoreHarness({ holdSeconds: 0 });
  client = await harness.client();
  // As the user gives a client more sets in the window.
  const [entry] = harness.core.book.list();
  await harness.core.book.change(entry!.id, { toolsets: [...TOOLSETS] });
});
afterAll(() => harness.close());

async function call(name: string, args: Record<string, unknown> = {}) {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError, JSON.stringify(result.content)).not.toBe(true);
  return result.structuredContent as Record<string, unknown> & { rows: unknown[][] };
}

it('companies: metrics, statements, industry, flows, short interest', async () => {
  const { metrics, missing } = await call('tiger_get_financials', { symbol: 'AAPL' });
  expect(missing).toEqual(['beta']);
  expect(Number((metrics as Record<string, string>)['market_cap'])).toBeGreaterThan(1e9);
  const report = await call('tiger_get_financial_report', { symbol: 'AAPL', period: 'quarterly' });
  expect(report.rows.length).toBeGreaterThan(0);
  const { industries } = await call('tiger_get_industry', { symbol: 'AAPL' });
  const [sector] = industries as { id: string; level: string }[];
  expect(sector).toMatchObject({ level: 'GSECTOR' });
  const stocks = await call('tiger_get_industry', { industry_id: sector!.id, market: 'US' });
  expect(JSON.stringify(stocks['stocks'])).toContain('"AAPL"');
  expect(await call('tiger_get_industry', { level: 'GIND' })).toMatchObject({ stocks: [] });
  for (const period of ['intraday', 'day', 'month']) {
    const flow = await call('tiger_get_capital_flow', { symbol: 'AAPL', period, count: 5 });
    expect(flow.rows.length).toBeGreaterThan(0);
    expect(flow).toMatchObject({ currency: 'USD', simulated: true });
  }
  expect(await call('tiger_get_capital_distribution', { symbol: '00700' })).toMatchObject({
    currency: 'HKD',
  });
  expect(await call('tiger_get_shortable', { symbol: 'AAPL' })).toMatchObject({ shortable: true });
});

it('Hong Kong brokers: the queue and the holdings, page by page', async () => {
  const queue = await call('tiger_get_stock_broker', { symbol: '700' });
  expect(JSON.stringify(queue['bids'])).toContain('"broker_count"');
  const first = await call('tiger_get_broker_hold', { limit: 5 });
  const second = await call('tiger_get_broker_hold', { limit: 5, page: first['next_page'] });
  const ids = [first, second].flatMap(({ brokers }) => (brokers as { id: string }[]).map(({ id }) => id));
  expect(new Set(ids).size).toBe(10);
});

it('the scanner: sorted, filtered, paged; tags; the most traded', async () => {
  const filters = [
    { field: 'MarketValue', min: 1e9 },
    { field: 'Type', tags: ['STK'] },
  ];
  const args = { market: 'US', filters, sort_by: 'MarketValue', limit: 3 };
  const first = await call('tiger_scan_market', args);
  const second = await call('tiger_scan_market', { ...args, cursor: first['next_cursor'] });
  const values = [...first.rows, ...second.rows].map((row) => Number(row[1]));
  expect(values).toHaveLength(6);
  expect(values).toEqual(values.toSorted((left, right) => right - left));
  const tags = await call('tiger_get_scanner_tags', { market: 'US', field: 'Industry' });
  expect(tags['total']).toBeGreaterThan(0);
  expect(await call('tiger_get_trade_rank', { market: 'HK', limit: 3 })).toMatchObject({ truncated: true });
});

it('transfers: what may be moved, what was moved', async () => {
  const funds = await call('tiger_get_segment_funds', { account_id: 'demo' });
  expect(Number((funds['available'] as { amount: string }[])[0]!.amount)).toBeGreaterThan(0);
  for (const kind of ['internal', 'external']) {
    expect(await call('tiger_get_position_transfers', { kind })).toMatchObject({ transfers: [], total: 0 });
  }
});

it('the portfolio, its analysis, history and cash, and indicators', async () => {
  const whole = await call('tiger_get_portfolio', { currency: 'HKD' });
  expect(whole).toMatchObject({ missing: [], currency: 'HKD', simulated: true });
  expect(Number((whole['totals'] as Record<string, string>)['net_liquidation'])).toBeGreaterThan(7e6);
  expect(await call('tiger_analyze_portfolio')).toMatchObject({ gross_value: '0', missing: [] });
  const history = await call('tiger_get_asset_history', { account_id: 'demo' });
  expect(history.rows.length).toBeGreaterThan(0);
  const { movements } = await call('tiger_get_fund_details', { kind: 'DEPOSIT_WITHDRAW' });
  expect(Number((movements as { amount: string }[])[0]!.amount)).toBeGreaterThan(0);
  const indicators = ['sma', 'ema', 'rsi', 'macd', 'bollinger', 'atr', 'stochastic'];
  const series = await call('tiger_get_indicators', { symbol: 'AAPL', indicators, count: 5 });
  expect(series.rows).toHaveLength(5);
  expect(series.rows.flat()).not.toContain(null);
});
