import { expect, test } from 'vitest';
import { answerCode } from '../tiger/loopback-gateway.ts';
import { byMethod, data, freshAccountProcess, READ, recorded } from './account-process.ts';

const account = freshAccountProcess();

test('a missing permission for one market leaves the real-time quotes of the others', async () => {
  await account.start((request, response) => {
    const { symbols } = request.biz as { symbols: string[] };
    const isHk = symbols.includes('00700');
    if (request.body.method === 'quote_delay') data([{ symbol: '00700', close: 400 }])(request, response);
    else if (isHk) answerCode(4000, 'permission denied')(request, response);
    else data([{ symbol: 'AAPL', latestPrice: 201.4 }])(request, response);
  });
  const quotes = await account.rpc.call('quotes.get', { symbols: ['00700', 'AAPL'] }, READ);
  expect(quotes.map(({ symbol, provenance }) => [symbol, provenance.isDelayed])).toEqual([
    ['00700', true],
    ['AAPL', false],
  ]);
});

test('bars of several callers travel in one call, and each gets its own', async () => {
  const item = { time: 100, open: 1, high: 2, low: 1, close: 1.5, volume: 10 };
  await account.start((request, response) => {
    const { symbols } = request.biz as { symbols: string[] };
    data(symbols.map((symbol) => ({ symbol, items: [item] })))(request, response);
  });
  const ask = (symbol: string, count: number) =>
    account.rpc.call('bars.get', { symbol, period: '1d', count }, READ);
  const series = await Promise.all([ask('AAPL', 5), ask('MSFT', 5), ask('AAPL', 9)]);
  expect(series.map(({ symbol }) => symbol)).toEqual(['AAPL', 'MSFT', 'AAPL']);
  expect(account.gateway.received.map(({ biz }) => (biz as { symbols: string[] }).symbols)).toEqual([
    ['AAPL', 'MSFT'],
    ['AAPL'],
  ]);
});

test('permissions without taking them over, and the history quota', async () => {
  await account.start(
    byMethod({
      get_quote_permission: data([
        { name: 'usQuoteBasic', expireAt: -1 },
        { name: 'hkStockQuoteLv2', expireAt: 1798036200000 },
      ]),
      kline_quota: data(recorded('kline_quota')),
    }),
  );
  expect(await account.rpc.call('quotas.permissions', {}, READ)).toMatchObject({
    permissions: [
      { name: 'usQuoteBasic', expiresMs: null, isEndless: true },
      { name: 'hkStockQuoteLv2', expiresMs: 1798036200000, isEndless: false },
    ],
  });
  expect(await account.rpc.call('quotas.history', {}, READ)).toMatchObject({
    quotas: [{ kind: 'stock', used: 100, remaining: 1900, symbols: [{ symbol: 'AAPL' }] }],
  });
  expect(account.gateway.methods).toEqual(['get_quote_permission', 'kline_quota']);
});
