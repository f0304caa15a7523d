import { beforeEach, expect, it } from 'vitest';
import { drawdownOf } from '../../../../src/main/mcp/tools/portfolio/drawdown.ts';
import { add, decimal } from '../../../../src/shared/domain/decimal.ts';
import { type Answer, rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

const DEMO = { account_ids: ['demo'] };
/** What an industry is called is text of a third party; a symbol is none. */
const fenced = (name: string) => `<untrusted>${name}</untrusted>`;
const rowOf = (answer: Answer, list: string, symbol: string) =>
  rowsOf(answer, list).find(
    (row) => row['symbol'] === symbol || row['name'] === symbol || row['name'] === fenced(symbol),
  );

it('one account in another currency: every amount by a rate that is named with its time', async () => {
  const answer = await tools.answer('tiger_get_portfolio', { ...DEMO, currency: 'hkd' });
  expect(answer).toMatchObject({
    currency: 'HKD',
    rates: [{ currency: 'USD', rate: '7.80031201248', source: 'account', as_of: '2026-11-23T14:59:59.600Z' }],
    missing: [],
    left_out: ['growth-live'],
    simulated: true,
    truncated: false,
  });
  expect(rowOf(answer, 'positions', '00700')).toMatchObject({
    market_value: '334560',
    market_value_converted: '334560',
    accounts: ['demo'],
  });
});

it('real money is never added to simulated money, and what cannot be read makes the total null', async () => {
  const answer = await tools.answer('tiger_get_portfolio', {});
  expect(answer).toMatchObject({
    totals: { net_liquidation: null, unrealized_pnl: null },
    accounts: [{ account_id: 'growth-live', net_liquidation: null }],
    left_out: ['demo'],
    positions: [],
  });
  expect(JSON.stringify(answer['missing'])).toContain('account growth-live');
});

it('positions of several accounts are merged by symbol', async () => {
  tools.directory.patch('growth-live', { state: 'ready' });
  const answer = await tools.answer('tiger_get_portfolio', { account_ids: 'demo, growth-live, demo' });
  expect(rowOf(answer, 'positions', 'AAPL')).toMatchObject({
    quantity: '500',
    accounts: ['demo', 'growth-live'],
  });
  expect(answer).toMatchObject({ totals: { net_liquidation: '2006964.34' }, left_out: [] });
});

it('a currency without any rate makes the totals null and is named', async () => {
  const answer = await tools.answer('tiger_get_portfolio', { ...DEMO, currency: 'JPY' });
  expect(answer).toMatchObject({
    totals: { net_liquidation: null },
    missing: ['rate of USD', 'rate of HKD'],
  });
  const singapore = await tools.answer('tiger_get_portfolio', { ...DEMO, currency: 'SGD' });
  expect(singapore).toMatchObject({ missing: [] });
  expect(rowsOf(singapore, 'rates')[0]).toMatchObject({
    currency: 'USD',
    source: 'daily',
    rate: '1.333333333333',
  });
});

it('the analysis adds up, and says what it lacks', async () => {
  const answer = await tools.answer('tiger_analyze_portfolio', DEMO);
  for (const list of ['by_symbol', 'by_sector', 'by_industry', 'by_currency', 'by_kind']) {
    const weights = rowsOf(answer, list).map(({ weight }) => decimal(String(weight)));
    expect(Number(weights.reduce(add)), list).toBeCloseTo(1, 4);
  }
  expect(rowOf(answer, 'by_symbol', 'TSLA')!['value']).toBe('-9950');
  expect(rowOf(answer, 'by_sector', 'unknown')!['value']).toBe('33142.8');
  expect(answer).toMatchObject({
    missing: ['industry of VOO'],
    concentration: { top_weight: '1' },
    drawdowns: [{ account_id: 'demo', max_drawdown: '0.25' }],
  });
});

it('the asset history has its drawdown; cash movements are paged', async () => {
  const history = await tools.answer('tiger_get_asset_history', { account_id: 'demo' });
  expect(history).toMatchObject({
    currency: 'USD',
    max_drawdown: '0.25',
    drawdown_from: '2026-11-20',
    drawdown_to: '2026-11-21',
    days_without_flows: 0,
  });
  const page = await tools.answer('tiger_get_fund_details', { limit: 100, offset: 200, kind: 'trade' });
  expect(page).toMatchObject({ total: 240, next_offset: null });
  expect(await tools.answer('tiger_get_fund_details', { limit: 10 })).toMatchObject({ next_offset: 10 });
  const wrong = { start_date: '2026-02-02', end_date: '2026-02-01' };
  expect(await tools.error('tiger_get_fund_details', wrong)).toMatchObject({ code: 'invalid_input' });
});

it('money that is taken out is no loss, with or without a minus', () => {
  const day = (timeMs: number, worth: number, withdrawal: number | null) => ({
    timeMs,
    netLiquidation: decimal(worth),
    pnl: null,
    pnlRate: null,
    cashBalance: null,
    grossPositionValue: null,
    deposit: decimal(0),
    withdrawal: withdrawal === null ? null : decimal(withdrawal),
  });
  for (const amount of [400, -400]) {
    const days = [day(0, 1000, 0), day(86_400_000, 600, amount), day(2 * 86_400_000, 540, null)];
    expect(drawdownOf(days)).toMatchObject({ max_drawdown: '0.1', days_without_flows: 1 });
  }
  expect(drawdownOf([day(0, 5, 0)])).toMatchObject({ max_drawdown: null, drawdown_from: null });
});
