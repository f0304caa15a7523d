import { expect, test } from 'vitest';
import { accountOverGateway, READ } from '../support/account-over-gateway.ts';

const account = accountOverGateway();

test('market detail: search, calendar, minutes, trades, order book', async () => {
  const found = await account().rpc.call(
    'symbols.search',
    { market: 'US', keyword: 'apple', limit: 5 },
    READ,
  );
  expect(found.matches[0]).toMatchObject({ symbol: 'AAPL' });
  const week = { market: 'US', startDay: '2026-11-23', endDay: '2026-11-29' } as const;
  const { days } = await account().rpc.call('calendar.get', week, READ);
  // This exchange is open every day.
  expect(days.map(({ day }) => day)).toEqual([23, 24, 25, 26, 27, 28, 29].map((day) => `2026-11-${day}`));
  const { minutes } = await account().rpc.call('timeline.get', { symbol: 'AAPL', day: null }, READ);
  expect(minutes.length).toBeGreaterThan(0);
  const { ticks } = await account().rpc.call('ticks.get', { symbol: 'AAPL', count: 20 }, READ);
  expect(ticks.length).toBeGreaterThan(0);
  const { bids, asks } = await account().rpc.call('depth.get', { symbol: '00700' }, READ);
  expect(Number(bids[0]!.price)).toBeLessThan(Number(asks[0]!.price));
});

test('account detail: tradable quantity and fills', async () => {
  const wanted = {
    symbol: 'AAPL',
    side: 'BUY',
    orderType: 'MKT',
    limitPrice: null,
    stopPrice: null,
  } as const;
  const { cashQuantity } = await account().rpc.call('quantity.tradable', wanted, READ);
  expect(Number(cashQuantity)).toBeGreaterThan(0);
  const query = { brokerOrderId: null, symbol: 'AAPL', startMs: null, endMs: null, limit: 20, cursor: null };
  expect(await account().rpc.call('transactions.list', query, READ)).toMatchObject({
    transactions: [],
    nextCursor: null,
  });
});

test('options: the nearest chain of a US and of a Hong Kong stock', async () => {
  for (const symbol of ['AAPL', '00700']) {
    const { expirations } = await account().rpc.call('options.expirations', { symbol }, READ);
    const chain = await account().rpc.call(
      'options.chain',
      { symbol, expiry: expirations.at(-1)!.day },
      READ,
    );
    expect(chain.expiry).toBe(expirations.at(-1)!.day);
    expect(new Set(chain.options.map(({ right }) => right))).toEqual(new Set(['call', 'put']));
  }
});

test('fundamentals: reports, corporate actions and earnings of AAPL', async () => {
  const span = { symbol: 'AAPL', startDay: '2025-06-01', endDay: '2026-12-31' };
  const fields = ['net_income', 'total_revenue'];
  const { figures } = await account().rpc.call('financials.get', { ...span, period: 'annual', fields }, READ);
  expect(figures.every(({ field }) => fields.includes(field))).toBe(true);
  const { actions } = await account().rpc.call('corporate.actions', { ...span, kinds: ['dividend'] }, READ);
  expect(actions.every(({ kind }) => kind === 'dividend')).toBe(true);
  const quarter = { ...span, startDay: '2026-09-01' };
  expect((await account().rpc.call('earnings.list', quarter, READ)).symbol).toBe('AAPL');
});
