import { expect, test } from 'vitest';
import { answerCode } from '../tiger/loopback-gateway.ts';
import { byMethod, data, failureOf, freshAccountProcess, READ } from './account-process.ts';

const account = freshAccountProcess();

const EXPIRY_MS = 4_102_376_400_000;
const CALL = 'AAPL  991231C00200000';
const OTHER = 'AAPL  991231C00210000';
const lists = {
  option_expiration: data([
    { symbol: 'AAPL', dates: ['2099-12-31'], timestamps: [EXPIRY_MS], periodTags: ['q'] },
  ]),
  all_hk_option_symbols: data([{ symbol: 'TCH.HK', name: 'Tencent', underlyingSymbol: '00700' }]),
};
const sent = (method: string) =>
  account.gateway.received.filter(({ body }) => body.method === method).map(({ body }) => body.biz_content);
const contracts = (symbols: string[]) => account.rpc.call('contracts.get', { symbols }, READ);

const row = (symbol: string, more = {}) => ({
  symbol: 'AAPL',
  secType: 'OPT',
  identifier: symbol,
  currency: 'USD',
  market: 'US',
  ...more,
});

test('an option is described by the broker, asked for by its parts, and what is not said is not guessed', async () => {
  await account.start(byMethod({ contract: data(row(CALL, { multiplier: 150, lotSize: 1 })) }));
  expect(await contracts([CALL])).toMatchObject([
    { symbol: CALL, securityType: 'OPT', multiplier: '150', underlying: 'AAPL', currency: 'USD' },
  ]);
  for (const part of ['"symbol":"AAPL"', '"expiry":"20991231"', '"strike":"200.0"', '"right":"CALL"'])
    expect(sent('contract')[0]).toContain(part);
  await contracts([CALL]);
  expect(sent('contract')).toHaveLength(1);
});

test('without a multiplier there is none', async () => {
  await account.start(byMethod({ contract: data(row(CALL)) }));
  expect(await contracts([CALL])).toMatchObject([{ symbol: CALL, multiplier: null, tickSizes: [] }]);
});

test('another option than the one asked for is no answer', async () => {
  await account.start(byMethod({ contract: data(row(OTHER, { multiplier: 100 })) }));
  expect(await failureOf(contracts([CALL]))).toMatchObject({ code: 'broker_protocol' });
});

test('an option that Tiger does not know is absent, and does not take the others with it', async () => {
  await account.start(
    byMethod({
      contract: answerCode(1010, 'invalid symbols'),
      contracts: data({
        items: [
          {
            symbol: 'AAPL',
            secType: 'STK',
            lotSize: 1,
            tickSizes: [{ begin: '0', end: 'Infinity', type: 'OPEN', tickSize: 0.01 }],
          },
        ],
      }),
    }),
  );
  expect((await contracts([CALL, 'AAPL'])).map(({ symbol }) => symbol)).toEqual(['AAPL']);
});

test('an option of Hong Kong has the code of its share', async () => {
  const symbol = 'TCH.HK991231P00500000';
  await account.start(
    byMethod({ ...lists, contract: data(row(symbol, { symbol: 'TCH.HK', market: 'HK', multiplier: 100 })) }),
  );
  expect(await contracts([symbol])).toMatchObject([{ symbol, market: 'HK', underlying: '00700' }]);
});

const brief = {
  symbol: 'AAPL',
  expiry: EXPIRY_MS,
  strike: '200.0',
  right: 'call',
  bidPrice: 5.8,
  bidSize: 3,
  askPrice: 0,
  latestPrice: 5.85,
  timestamp: 7,
};
const quotes = () => account.rpc.call('quotes.get', { symbols: [CALL], origin: 'read' }, READ);

test('an option is quoted under its name, stands still with its share, and an empty side of its book is no price', async () => {
  const share = { symbol: 'AAPL', latestPrice: 201, latestTime: 6, status: 'HALTED' };
  await account.start(byMethod({ ...lists, option_brief: data([brief]), quote_real_time: data([share]) }));
  expect(await quotes()).toMatchObject([
    {
      ...{ symbol: CALL, bidPrice: '5.8', bidSize: '3', askPrice: null, lastPrice: '5.85' },
      tradingStatus: 'halted',
      provenance: { asOfMs: 7 },
    },
  ]);
});

test('whether it is traded is not known where its share cannot be asked', async () => {
  await account.start(byMethod({ ...lists, option_brief: data([brief]) }));
  expect(await quotes()).toMatchObject([{ symbol: CALL, tradingStatus: 'unknown' }]);
});

test('open orders in an option are asked for by its parts, and those in others are left out', async () => {
  const order = { action: 'BUY', orderType: 'LMT', totalQuantity: 1, status: 'Submitted' };
  const parts = { symbol: 'AAPL', secType: 'OPT', expiry: '20991231', right: 'CALL', ...order };
  await account.start(
    byMethod({
      active_orders: data({
        items: [
          { id: 1, ...parts, strike: '200.0', multiplier: 100 },
          { id: 2, ...parts, strike: '210.0' },
        ],
      }),
    }),
  );
  const wanted = { scope: 'open', symbol: CALL, startMs: null, endMs: null, limit: 50 } as const;
  const { orders } = await account.rpc.call('orders.list', wanted, READ);
  expect(orders).toMatchObject([{ brokerOrderId: '1', symbol: CALL, multiplier: '100' }]);
  expect(sent('active_orders')[0]).toContain('"sec_type":"OPT"');
});
