import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NodeTransport } from '../../../src/tiger/http/node-transport.ts';
import type { AnyMethod } from '../../../src/tiger/method.ts';
import { assets } from '../../../src/tiger/methods/account-methods.ts';
import { fundDetails, transferSegmentFund } from '../../../src/tiger/methods/fund-transfer-methods.ts';
import { futureContractByCode } from '../../../src/tiger/methods/future-contract-methods.ts';
import { optionExerciseCancel } from '../../../src/tiger/methods/option-exercise-methods.ts';
import * as orderMethods from '../../../src/tiger/methods/order-methods.ts';
import * as orderQueryMethods from '../../../src/tiger/methods/order-query-methods.ts';
import * as quoteMethods from '../../../src/tiger/methods/quote-methods.ts';
import { stockFundamental } from '../../../src/tiger/methods/stock-methods.ts';
import { TigerClient } from '../../../src/tiger/tiger-client.ts';
import { ExactNumber } from '../../../src/tiger/wire/exact-number.ts';
import { localLimiter } from '../../support/local-limiter.ts';
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
    rateLimiter: localLimiter(clock),
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

  test('fundamentals in each of the three shapes', async () => {
    const row = { symbol: 'AAPL', roe: '1.5' };
    for (const data of [{ items: [row] }, [row], [{ symbol: 'AAPL', items: [{ roe: '1.5' }] }]]) {
      gateway.behave(answerData(data));
      expect(await call(stockFundamental, { symbols: ['AAPL'], market: 'US' })).toMatchObject([row]);
    }
  });

  test('segments of a global account as a list and by category', async () => {
    const segment = { category: 'S', netLiquidation: '15000.1' };
    for (const segments of [[segment], { S: segment }]) {
      gateway.behave(answerData({ items: [{ account: 'DU1', segments }] }));
      expect(await call(assets, { segment: true })).toMatchObject([
        { segments: [segment], marketValues: [] },
      ]);
    }
  });

  test('one future contract, bare, in a list, or none', async () => {
    const row = { contractCode: 'ES2612', multiplier: '50' };
    for (const [data, expected] of [
      [row, row],
      [[row], row],
      [[], null],
      [null, null],
    ] as const) {
      gateway.behave(answerData(data));
      const read = await call(futureContractByCode, { contract_code: 'ES2612' });
      if (expected === null) expect(read).toBeNull();
      else expect(read).toMatchObject(expected);
    }
  });

  test('a page that is a bare list, and one that is nothing', async () => {
    for (const [data, length] of [
      [[{ id: 1 }], 1],
      [null, 0],
    ] as const) {
      gateway.behave(answerData(data));
      expect(await call(fundDetails, { seg_types: ['SEC'] })).toMatchObject({
        page: null,
        items: { length },
      });
    }
  });

  test('an answer without a word is an answer to what answers nothing', async () => {
    gateway.behave(answerData(null));
    expect(await call(optionExerciseCancel, { id: 302n })).toBeNull();
    gateway.behave(answerData({ code: '1200', message: 'no such exercise' }));
    await expect(call(optionExerciseCancel, { id: 302n })).rejects.toMatchObject({ kind: 'account_refused' });
  });

  test('a quantity or an amount leaves as the digits it was given', async () => {
    gateway.behave(answerData({ id: 1 }));
    const params = {
      from_segment: 'SEC',
      to_segment: 'FUT',
      currency: 'USD',
      amount: new ExactNumber('100.10'),
    };
    await call(transferSegmentFund, params);
    expect(gateway.received.at(-1)!.body.biz_content).toContain('"amount":100.10}');
  });
});
