import { expect, test } from 'vitest';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import { byMethod, data, failureOf, freshAccountProcess, READ } from './account-process.ts';

const account = freshAccountProcess();

const EXPIRY_MS = 4_102_376_400_000;
const EXPIRATIONS = [{ symbol: 'AAPL', dates: ['2099-12-31'], timestamps: [EXPIRY_MS], periodTags: ['q'] }];
const HK_NAMES = [{ symbol: 'TCH.HK', name: 'Tencent', underlyingSymbol: '00700' }];
const CALL = { symbol: 'AAPL', expiry: '2099-12-31', right: 'call' as const, strike: decimal(200) };
const lists = {
  option_expiration: data(EXPIRATIONS),
  all_hk_option_symbols: data(HK_NAMES),
};
const sent = (method: string) =>
  account.gateway.received.filter(({ body }) => body.method === method).map(({ body }) => body.biz_content);

test('quotes are asked for market by market, under the names of Tiger', async () => {
  const row = {
    symbol: 'AAPL',
    expiry: EXPIRY_MS,
    strike: '200.0',
    right: 'call',
    bidPrice: 0,
    latestPrice: 6.1,
    volatility: '25.30%',
    timestamp: 7,
  };
  const others = [
    { ...row, right: 'put' },
    { ...row, symbol: 'TCH.HK', volatility: 'unknown' },
  ];
  await account.start(byMethod({ ...lists, option_brief: data([...others, row]) }));
  const options = [{ ...CALL, symbol: '00700' }, CALL, { ...CALL, strike: decimal('200.5') }];
  expect(await account.rpc.call('options.quotes', { options }, READ)).toMatchObject([
    { option: { symbol: '00700' }, impliedVolatility: null },
    {
      option: CALL,
      bidPrice: null,
      lastPrice: '6.1',
      impliedVolatility: '0.253',
      openInterest: null,
      provenance: { asOfMs: 7 },
    },
  ]);
  const [first, second] = sent('option_brief').sort();
  expect(`${first}${second}`).toContain('"strike":200.0');
  expect(`${first}${second}`).toContain('"strike":200.5');
  expect(
    [first, second].filter((text) => text?.includes('TCH.HK') && text.includes('"market":"HK"')),
  ).toHaveLength(1);
});

test('bars and trades are the newest, ascending, and 0 is no price', async () => {
  const bar = (time: number) => ({ time, open: 0, high: 2, low: 1, close: 2, volume: 0 });
  const tick = (time: number) => ({ time, price: 6.1, volume: 2 });
  await account.start(
    byMethod({
      ...lists,
      option_kline: data([{ symbol: 'AAPL', items: [bar(30), bar(10), bar(20)] }]),
      option_trade_tick: data([{ symbol: 'AAPL', items: [tick(3), tick(1), tick(2)] }]),
    }),
  );
  const { bars } = await account.rpc.call('options.bars', { option: CALL, period: '1h', count: 2 }, READ);
  expect(bars).toMatchObject([
    { startMs: 20, open: null, volume: '0' },
    { startMs: 30, close: '2' },
  ]);
  expect(sent('option_kline')[0]).toContain('"period":"60min"');
  const series = await account.rpc.call('options.ticks', { option: CALL, count: 2 }, READ);
  expect(series).toMatchObject({ ticks: [{ timeMs: 2 }, { timeMs: 3 }], total: 3 });
});

test('the best price of an order book comes first', async () => {
  const level = (price: number, code: string) => ({ price, code, volume: 5 });
  await account.start(
    byMethod({
      ...lists,
      option_depth: data([
        {
          symbol: 'AAPL',
          timestamp: 9,
          bid: [level(6, 'ISE'), level(6.1, 'CBOE')],
          ask: [level(6.3, 'BOX'), level(6.2, 'CBOE')],
        },
      ]),
    }),
  );
  expect(await account.rpc.call('options.depth', { option: CALL }, READ)).toMatchObject({
    bids: [{ price: '6.1', exchange: 'CBOE' }, { price: '6' }],
    asks: [{ price: '6.2' }, { price: '6.3' }],
    provenance: { asOfMs: 9 },
  });
});

test('the analysis of a Hong Kong stock goes by the name of its options', async () => {
  const row = {
    symbol: 'TCH.HK',
    impliedVol30Days: 0.3,
    impliedVolMetric: { period: '26week', percentile: 0.8, rank: 0.7 },
    volatilityList: [
      { timestamp: 2, impliedVol30Days: 0.3 },
      { timestamp: 1, hisVolatility: 0.2 },
      { timestamp: 0, hisVolatility: 0.1 },
    ],
  };
  await account.start(byMethod({ ...lists, option_analysis: data([row]) }));
  const query = { symbol: '00700', period: '26week' as const, hasHistory: true };
  expect(await account.rpc.call('options.analysis', query, READ)).toMatchObject({
    symbol: '00700',
    impliedRank: '0.7',
    callPutRatio: null,
    history: [
      { timeMs: 1, impliedVolatility30Days: null, historicalVolatility: '0.2' },
      { timeMs: 2, impliedVolatility30Days: '0.3' },
    ],
  });
  expect(sent('option_analysis')[0]).toContain('"require_volatility_list":true');
});

test('an option on a day without options, and one of which Tiger says nothing, are not found', async () => {
  await account.start(byMethod({ ...lists, option_kline: data([]), option_depth: data([]) }));
  const wrongDay = { option: { ...CALL, expiry: '2099-12-30' } };
  expect(await failureOf(account.rpc.call('options.depth', wrongDay, READ))).toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('2099-12-31') as string,
  });
  expect(sent('option_depth')).toEqual([]);
  expect(await failureOf(account.rpc.call('options.depth', { option: CALL }, READ))).toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('AAPL  991231C00200000') as string,
  });
});
