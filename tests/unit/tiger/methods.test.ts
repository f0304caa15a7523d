import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NodeTransport } from '../../../src/tiger/http/node-transport.ts';
import type { ReadMethod, WriteMethod } from '../../../src/tiger/method.ts';
import * as accountMethods from '../../../src/tiger/methods/account-methods.ts';
import * as contractMethods from '../../../src/tiger/methods/contract-methods.ts';
import * as marketMethods from '../../../src/tiger/methods/market-methods.ts';
import * as orderMethods from '../../../src/tiger/methods/order-methods.ts';
import * as orderQueryMethods from '../../../src/tiger/methods/order-query-methods.ts';
import * as quoteMethods from '../../../src/tiger/methods/quote-methods.ts';
import { RateLimiter } from '../../../src/tiger/rate/rate-limiter.ts';
import { TigerClient } from '../../../src/tiger/tiger-client.ts';
import { answerData, LoopbackGateway, plain } from './loopback-gateway.ts';
import { ManualClock } from './manual-clock.ts';
import { methodFixtures } from './vectors.ts';

type AnyMethod = ReadMethod<unknown, unknown> | WriteMethod<unknown, unknown>;

const implemented: Readonly<Record<string, AnyMethod>> = {
  market_state: marketMethods.marketState,
  trading_calendar: marketMethods.tradingCalendar,
  all_symbol_names: marketMethods.allSymbolNames,
  quote_real_time: quoteMethods.quoteRealTime,
  quote_delay: quoteMethods.quoteDelay,
  kline: quoteMethods.kline,
  quote_stock_trade: quoteMethods.quoteStockTrade,
  contract: contractMethods.contract,
  contracts: contractMethods.contracts,
  accounts: accountMethods.accounts,
  prime_assets: accountMethods.primeAssets,
  assets: accountMethods.assets,
  positions: accountMethods.positions,
  order_no: orderMethods.orderNumber,
  preview_order: orderMethods.previewOrder,
  place_order: orderMethods.placeOrder,
  cancel_order: orderMethods.cancelOrder,
  orders: orderQueryMethods.orders,
  active_orders: orderQueryMethods.activeOrders,
  inactive_orders: orderQueryMethods.inactiveOrders,
  filled_orders: orderQueryMethods.filledOrders,
  order_transactions: orderQueryMethods.orderTransactions,
};

const gateway = new LoopbackGateway(answerData(null));
let client: TigerClient;

beforeAll(async () => {
  await gateway.start();
  const clock = new ManualClock();
  client = new TigerClient({
    config: gateway.config(),
    deviceId: '02:00:5e:10:00:01',
    clock,
    transport: new NodeTransport(),
    rateLimiter: new RateLimiter({ clock }),
  });
});

afterAll(async () => {
  client.close();
  await gateway.stop();
});

async function call(method: AnyMethod, params: object): Promise<unknown> {
  const options = { timeoutMs: 5_000 };
  const reply =
    method.effect === 'order'
      ? await client.write(method, params, options)
      : await client.read(method, params, options);
  return reply.data;
}

describe('recorded calls of the official SDK', () => {
  const covered = methodFixtures.filter((fixture) => fixture.method in implemented);

  test('every implemented group is recorded', () => {
    expect(covered.length).toBeGreaterThanOrEqual(19);
  });

  test.each(covered.map((fixture, index) => [`${fixture.method} (${index})`, fixture] as const))(
    '%s',
    async (_name, fixture) => {
      const method = implemented[fixture.method]!;
      gateway.behave(answerData(fixture.response_data));
      const recorded = fixture.biz_content as Record<string, unknown>;
      const { account: _account, lang: _lang, version: _version, ...params } = recorded;
      const data = await call(method, params);
      const sent = gateway.received.at(-1)!;
      expect(sent.body).toMatchObject({ method: fixture.method, version: fixture.version });
      expect(plain(sent.biz)).toEqual(plain(recorded));
      expect(lostMembers(fixture.response_data, data)).toEqual([]);
    },
  );
});

/** Paths of members that the gateway sent and that did not survive reading. */
function lostMembers(sent: unknown, read: unknown, path = ''): string[] {
  if (Array.isArray(sent)) {
    if (!Array.isArray(read) || read.length !== sent.length) return [`${path}[]`];
    return sent.flatMap((item, index) => lostMembers(item, read[index], `${path}[${index}]`));
  }
  if (!isPlainObject(sent)) return [];
  // Methods that answer `{items}` alone give the bare list to their callers.
  if (Array.isArray(read)) return lostMembers(sent['items'], read, `${path}.items`);
  return Object.entries(sent).flatMap(([name, value]) => {
    const found = isPlainObject(read) ? read[name] : undefined;
    if (found === undefined) return [`${path}.${name}`];
    if (found === null && value !== null && value !== '') return [`${path}.${name} became null`];
    return lostMembers(value, found, `${path}.${name}`);
  });
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

describe('answers in other shapes', () => {
  test('absent is null, never 0, and unknown members stay', async () => {
    gateway.behave(answerData([{ symbol: 'AAPL', latestPrice: '', surprise: 'kept' }]));
    const data = await call(quoteMethods.quoteRealTime, { symbols: ['AAPL'] });
    expect(data).toMatchObject([{ latestPrice: null, bidPrice: null, volume: null, surprise: 'kept' }]);
  });

  test('the largest double and NaN are no figures', async () => {
    gateway.behave(answerData([{ symbol: 'AAPL', latestPrice: '1.7976931348623157E308', open: 'NaN' }]));
    const data = await call(quoteMethods.quoteRealTime, { symbols: ['AAPL'] });
    expect(data).toMatchObject([{ latestPrice: null, open: null }]);
  });

  test('a bar without a price is refused instead of guessed', async () => {
    gateway.behave(
      answerData([{ symbol: 'AAPL', items: [{ time: 1795444200000, open: 1, high: 1, low: 1 }] }]),
    );
    await expect(call(quoteMethods.kline, { symbols: ['AAPL'], period: 'day' })).rejects.toMatchObject({
      kind: 'unreadable_answer',
    });
  });

  test.each([
    ['null', null],
    ['an empty object', {}],
    ['an empty page', { items: [] }],
    ['an empty list', []],
  ])('no single order: %s', async (_name, data) => {
    gateway.behave(answerData(data));
    expect(await call(orderQueryMethods.singleOrder, { id: 1n })).toBeNull();
  });

  test('a single order, bare or in a list', async () => {
    const row = { id: 40139406481165313n, symbol: 'AAPL', action: 'BUY', orderType: 'LMT', orderId: 1077 };
    for (const data of [row, { items: [row] }, [row]]) {
      gateway.behave(answerData(data));
      expect(await call(orderQueryMethods.singleOrder, { order_id: 1077n })).toMatchObject({
        id: 40139406481165313n,
        orderId: 1077n,
      });
    }
    expect(gateway.received.at(-1)!.body.biz_content).toContain('"order_id":1077');
  });

  test('the order number in either spelling', async () => {
    for (const data of [{ orderId: 7 }, { order_id: '7' }]) {
      gateway.behave(answerData(data));
      expect(await call(orderMethods.orderNumber, {})).toEqual({ orderId: 7n });
    }
  });
});
