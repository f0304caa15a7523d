import { expect, test } from 'vitest';
import { answerCode } from '../tiger/loopback-gateway.ts';
import { byMethod, data, failureOf, freshAccountProcess, READ, recorded } from './account-process.ts';

const account = freshAccountProcess();

test('the symbol list is asked for once, and the best match comes first', async () => {
  const rows = [
    { symbol: 'PNPL', name: 'Pineapple Inc' },
    { symbol: 'APLE', name: 'Apple Hospitality REIT' },
    { symbol: 'AAPL', name: 'Apple' },
    { symbol: null, name: 'nothing' },
    { symbol: 'APPLX', name: 'Appleseed Fund' },
    { symbol: 'SPY', name: 'SPDR S&P 500 ETF' },
  ];
  await account.start(byMethod({ all_symbol_names: data(rows) }));
  const search = (keyword: string, limit = 10) =>
    account.rpc.call('symbols.search', { market: 'US', keyword, limit }, READ);
  const found = await search('apple');
  expect(found.matches.map(({ symbol }) => symbol)).toEqual(['AAPL', 'APLE', 'APPLX', 'PNPL']);
  expect(found).toMatchObject({ total: 4, listed: 5 });
  expect(await search('apple', 1)).toMatchObject({ matches: [{ symbol: 'AAPL' }], total: 4 });
  expect((await search('aple')).matches[0]).toEqual({ symbol: 'APLE', name: 'Apple Hospitality REIT' });
  expect((await search('s p 500')).matches).toMatchObject([{ symbol: 'SPY' }]);
  expect((await search('!!!')).total).toBe(0);
  expect(account.gateway.methods).toEqual(['all_symbol_names']);
});

test('a Hong Kong code is found without its zeros', async () => {
  await account.start(byMethod({ all_symbol_names: data([{ symbol: '00700', name: 'TENCENT' }]) }));
  const found = await account.rpc.call('symbols.search', { market: 'HK', keyword: '700', limit: 5 }, READ);
  expect(found.matches).toEqual([{ symbol: '00700', name: 'TENCENT' }]);
});

test('the calendar keeps to the span, and is asked for once', async () => {
  const rows = [
    { date: '2026-11-27', type: 'EARLY_CLOSE' },
    { date: '2026-11-25', type: 'TRADING' },
    { date: '2026-12-01', type: 'TRADING' },
    { date: 'soon', type: 'TRADING' },
    { date: '2026-11-30', type: 'SOMETHING' },
  ];
  await account.start(byMethod({ trading_calendar: data(rows) }));
  const wanted = { market: 'US', startDay: '2026-11-25', endDay: '2026-11-30' } as const;
  const calendar = await account.rpc.call('calendar.get', wanted, READ);
  expect(calendar.days).toEqual([
    { day: '2026-11-25', kind: 'full' },
    { day: '2026-11-27', kind: 'early_close' },
    { day: '2026-11-30', kind: 'unknown' },
  ]);
  await account.rpc.call('calendar.get', wanted, READ);
  expect(account.gateway.methods).toEqual(['trading_calendar']);
});

test('minutes of today carry their session, and those of a past day come by its date', async () => {
  const past = { symbol: 'AAPL', items: [{ time: 300, price: 200.5, avgPrice: 0, volume: 7 }] };
  await account.start(byMethod({ timeline: data(recorded('timeline')), history_timeline: data([past]) }));
  const today = await account.rpc.call('timeline.get', { symbol: 'AAPL', day: null }, READ);
  expect(today.previousClose).toBe('200');
  expect(today.minutes.map(({ session, price }) => [session, price])).toEqual([
    ['pre_market', '200.6'],
    ['regular', '201.4'],
    ['after_hours', '201.2'],
  ]);
  const earlier = await account.rpc.call('timeline.get', { symbol: 'AAPL', day: '2026-11-20' }, READ);
  expect(earlier).toMatchObject({
    previousClose: null,
    minutes: [{ timeMs: 300, session: 'regular', price: '200.5', averagePrice: null, volume: '7' }],
    provenance: { asOfMs: 300, isDelayed: null },
  });
  expect(account.gateway.received[1]!.body.biz_content).toContain('"date":"2026-11-20"');
});

test('trades say who took the price, where Tiger does', async () => {
  const tick = (time: number, type: string) => ({ time, type, price: 201.4, volume: 100 });
  const items = [tick(3, '*'), tick(1, '+'), tick(2, '-'), tick(4, '?')];
  await account.start(byMethod({ trade_tick: data([{ symbol: 'AAPL', items }]) }));
  const series = await account.rpc.call('ticks.get', { symbol: 'AAPL', count: 3 }, READ);
  expect(series.ticks.map(({ timeMs, side }) => [timeMs, side])).toEqual([
    [2, 'sell'],
    [3, 'neutral'],
    [4, null],
  ]);
  expect(series.provenance.asOfMs).toBe(4);
});

test('the book names its market, and an unknown symbol has none', async () => {
  const level = (price: number) => ({ price, volume: 300, count: 2 });
  await account.start(
    byMethod({ quote_depth: data([{ symbol: '00700', bids: [level(418)], asks: [level(418.2)] }]) }),
  );
  const depth = await account.rpc.call('depth.get', { symbol: '00700' }, READ);
  expect(depth).toMatchObject({
    bids: [{ price: '418', volume: '300', orderCount: 2 }],
    asks: [{ price: '418.2' }],
  });
  expect(account.gateway.received[0]!.body.biz_content).toContain('"market":"HK"');
  expect(await failureOf(account.rpc.call('depth.get', { symbol: 'ZZZZ' }, READ))).toMatchObject({
    code: 'not_found',
  });
});

test('a missing quote permission is said as such', async () => {
  await account.start(byMethod({ quote_depth: answerCode(4, '4000:permission denied') }));
  expect(await failureOf(account.rpc.call('depth.get', { symbol: 'AAPL' }, READ))).toMatchObject({
    code: 'broker_permission',
  });
});
