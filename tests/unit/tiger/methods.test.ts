import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NodeTransport } from '../../../src/tiger/http/node-transport.ts';
import type { AnyMethod } from '../../../src/tiger/methods/all-methods.ts';
import * as orderMethods from '../../../src/tiger/methods/order-methods.ts';
import * as orderQueryMethods from '../../../src/tiger/methods/order-query-methods.ts';
import * as quoteMethods from '../../../src/tiger/methods/quote-methods.ts';
import { RateLimiter } from '../../../src/tiger/rate/rate-limiter.ts';
import { TigerClient } from '../../../src/tiger/tiger-client.ts';
import { answerData, LoopbackGateway } from './loopback-gateway.ts';
import { ManualClock } from './manual-clock.ts';

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
