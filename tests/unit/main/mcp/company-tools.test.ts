import { beforeEach, expect, it } from 'vitest';
import { rowsOf, ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

let tools: ToolCallerFixture;
beforeEach(() => {
  tools = new ToolCallerFixture();
});

it('the industry of a stock, the stocks of an industry, or all of a level', async () => {
  const ofStock = await tools.answer('tiger_get_industry', { symbol: 'AAPL' });
  expect(rowsOf(ofStock, 'industries').map(({ level }) => level)).toEqual([
    'GSECTOR',
    'GGROUP',
    'GIND',
    'GSUBIND',
  ]);
  // Third-party text is fenced, and cannot close its fence.
  expect(rowsOf(ofStock, 'industries')[3]!['name']).toBe('<untrusted>Computers ‹b›</untrusted>');
  const stocks = await tools.answer('tiger_get_industry', { industry_id: '45', market: 'us' });
  expect(stocks).toMatchObject({ total: 250, truncated: true, industries: [] });
  expect(rowsOf(stocks, 'stocks')).toHaveLength(200);
  expect(rowsOf(stocks, 'stocks')[0]).toEqual({ symbol: 'S0', name: null });
  expect(await tools.answer('tiger_get_industry', { level: 'gsector' })).toMatchObject({ total: 1 });
  for (const args of [{}, { symbol: 'AAPL', level: 'GIND' }]) {
    expect(await tools.error('tiger_get_industry', args)).toMatchObject({ code: 'invalid_input' });
  }
});

it('flows come as columns, capped and said', async () => {
  const answer = await tools.answer('tiger_get_capital_flow', { symbol: 'AAPL', count: '600' });
  expect(answer).toMatchObject({ currency: 'USD', period: 'day', total: 600, truncated: true });
  expect(rowsOf(answer, 'rows')).toHaveLength(500);
  expect(rowsOf(answer, 'rows')[0]![1 as never]).toBe('-1200.5');
  expect(await tools.answer('tiger_get_capital_distribution', { symbol: '700' })).toMatchObject({
    symbol: '00700',
    currency: 'HKD',
    inflow: { all: '10', small: '10' },
    outflow: { small: null },
  });
});

it('broker queues are of Hong Kong alone; holdings are paged', async () => {
  expect(await tools.answer('tiger_get_stock_broker', { symbol: '700' })).toMatchObject({
    bids: [{ level: 1, price: '418', broker_count: 1, brokers: [{ id: '5986' }] }],
    asks: [],
  });
  expect((await tools.error('tiger_get_stock_broker', { symbol: 'AAPL' })).message).toContain('Hong Kong');
  const page = await tools.answer('tiger_get_broker_hold', { limit: 2, sort_by: 'bought_5_days', page: 2 });
  expect(page).toMatchObject({ total: 300, next_page: null });
  expect(tools.directory.calls.at(-1)!.input).toMatchObject({
    sort: 'buyAmount5',
    descending: true,
    page: 2,
  });
  expect(await tools.answer('tiger_get_broker_hold', {})).toMatchObject({ next_page: 1 });
});

it('short interest comes with whether the stock can be sold short', async () => {
  const answer = await tools.answer('tiger_get_shortable', { symbol: 'AAPL' });
  expect(answer).toMatchObject({ shortable: null, total: 30, truncated: true });
  expect(rowsOf(answer, 'rows')[0]).toEqual(['2026-10-30', '1000', '500', '2', null]);
});

it('transfers are read, newest first, and nothing is moved', async () => {
  expect(await tools.answer('tiger_get_segment_funds', { from_segment: 'securities' })).toMatchObject({
    available: [{ from_segment: 'SEC', currency: 'USD', amount: '900.12' }],
    truncated: false,
  });
  const internal = await tools.answer('tiger_get_position_transfers', {});
  expect(rowsOf(internal, 'transfers')[0]).toMatchObject({ kind: 'internal', lines: null, finished: null });
  expect(tools.directory.calls.at(-1)!.input).toMatchObject({ startDay: '2026-08-26', endDay: '2026-11-23' });
  const external = await tools.answer('tiger_get_position_transfers', { kind: 'external' });
  expect(rowsOf(external, 'transfers')[0]).toMatchObject({ lines: [{ symbol: 'AAPL', quantity: '10' }] });
});
