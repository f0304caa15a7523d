import { describe, expect, test } from 'vitest';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import { until } from '../../support/until.ts';
import { answerCode, signedEnvelope } from '../tiger/loopback-gateway.ts';
import {
  byMethod,
  data,
  EFFECT,
  failureOf,
  freshAccountProcess,
  ORDER,
  READ,
  recorded,
} from './account-process.ts';

const SENDING = { order: ORDER, orderNumber: '1077', userMark: 'prop_1' };

const account = freshAccountProcess();

describe('orders', () => {
  test('orders: lists by scope, one by id, none', async () => {
    await account.start((request, response) => {
      const { id } = request.biz as { id?: unknown };
      const known = (recorded('active_orders') as { items: unknown[] }).items[0];
      const single =
        String(id) === '40139406481165313' ? data(known) : answerCode(1200, 'order does not exist');
      const behaviour = id === undefined ? data(recorded(request.body.method)) : single;
      behaviour(request, response);
    });
    const list = (scope: 'all' | 'open' | 'filled' | 'inactive') =>
      account.rpc.call('orders.list', { scope, symbol: null, startMs: null, endMs: null, limit: 100 }, READ);
    const open = await list('open');
    expect(open).toMatchObject({
      isTruncated: false,
      orders: [
        {
          brokerOrderId: '40139406481165313',
          orderNumber: '1077',
          status: 'partially_filled',
          quantity: '100',
          filledQuantity: '40',
          limitPrice: '201.5',
          averageFillPrice: '201.31',
          userMark: null,
        },
      ],
    });
    expect((await list('filled')).orders[0]?.status).toBe('filled');
    expect((await list('inactive')).orders[0]?.status).toBe('cancelled');
    expect((await list('all')).isTruncated).toBe(true);
    expect(account.gateway.methods).toEqual(['active_orders', 'filled_orders', 'inactive_orders', 'orders']);
    expect(account.gateway.received[1]!.body.biz_content).toMatch(/"start_date":\d{13},"end_date":\d{13}/);
    const get = (brokerOrderId: string) => account.rpc.call('orders.get', { brokerOrderId }, READ);
    expect((await get('40139406481165313')).order?.symbol).toBe('AAPL');
    expect(await get('40139406481165314')).toEqual({ order: null });
  });

  test('the next page is asked for with the dates of the first, whatever the clock says', async () => {
    const page = recorded('filled_orders') as { items: unknown[] };
    await account.start(byMethod({ filled_orders: data({ ...page, nextPageToken: 'token-of-page-2' }) }));
    const query = { scope: 'filled', symbol: null, startMs: null, endMs: null, limit: 100 } as const;
    const { nextCursor } = await account.rpc.call('orders.list', query, READ);
    await account.rpc.call('orders.list', { ...query, cursor: nextCursor }, READ);
    const [first, second] = account.gateway.received.map(({ body }) => JSON.parse(body.biz_content!));
    expect(second).toEqual({ ...first, page_token: 'token-of-page-2' });
    expect(await failureOf(account.rpc.call('orders.list', { ...query, cursor: 'x' }, READ))).toMatchObject({
      code: 'invalid_input',
    });
  });

  test('placing sends the draft, our number and our mark, once', async () => {
    await account.start(byMethod({ place_order: data({ id: 40139406481165313n, order_id: 1077 }) }));
    expect(await account.rpc.call('orders.place', SENDING, EFFECT)).toEqual({
      brokerOrderId: '40139406481165313',
      legIds: [],
    });
    expect(account.gateway.methods).toEqual(['place_order']);
    expect(JSON.parse(account.gateway.received[0]!.body.biz_content!)).toEqual({
      account: '20200821144442583',
      lang: 'en_US',
      symbol: 'AAPL',
      sec_type: 'STK',
      currency: 'USD',
      action: 'BUY',
      order_type: 'LMT',
      total_quantity: 100,
      limit_price: 201.5,
      time_in_force: 'DAY',
      outside_rth: false,
      user_mark: 'prop_1',
      order_id: 1077,
    });
  });

  test('the ids of the legs come with the answer, and only of an order that has legs', async () => {
    const id = 40139406481165313n;
    const subIds = [id, 40139406481165314n, 40139406481165314n, 0n, 40139406481165315n, 40139406481165316n];
    await account.start(byMethod({ place_order: data({ id, subIds }) }));
    const attached = {
      takeProfitPrice: decimal(220),
      stopLossPrice: decimal(190),
      stopLossLimitPrice: null,
      timeInForce: 'GTC',
    } as const;
    const bracket = { ...SENDING, order: { ...ORDER, attached } };
    expect(await account.rpc.call('orders.place', bracket, EFFECT)).toEqual({
      brokerOrderId: '40139406481165313',
      legIds: ['40139406481165314', '40139406481165315'],
    });
    const plain = { ...SENDING, orderNumber: '1078' };
    expect(await account.rpc.call('orders.place', plain, EFFECT)).toMatchObject({ legIds: [] });
  });

  test('modifying sends the whole order with the id of the open one, and no mark', async () => {
    await account.start(byMethod({ modify_order: data({ id: 40139406481165313n }) }));
    const brokerOrderId = '40139406481165313';
    expect(await account.rpc.call('orders.modify', { brokerOrderId, order: ORDER }, EFFECT)).toEqual({
      brokerOrderId,
    });
    expect(account.gateway.methods).toEqual(['modify_order']);
    const sent = account.gateway.received[0]!.body.biz_content!;
    expect(sent).toContain('"id":40139406481165313');
    const { id: _id, ...order } = JSON.parse(sent);
    expect(order).toEqual({
      account: '20200821144442583',
      lang: 'en_US',
      symbol: 'AAPL',
      sec_type: 'STK',
      currency: 'USD',
      action: 'BUY',
      order_type: 'LMT',
      total_quantity: 100,
      limit_price: 201.5,
      time_in_force: 'DAY',
      outside_rth: false,
    });
  });

  test('cancelling answers what Tiger confirmed', async () => {
    await account.start(byMethod({ cancel_order: data({ id: 40139406481165313n }) }));
    const brokerOrderId = '40139406481165313';
    expect(await account.rpc.call('orders.cancel', { brokerOrderId }, EFFECT)).toEqual({ brokerOrderId });
  });

  test('a lost answer is an unknown outcome, a refusal is not', async () => {
    await account.start((_request, response) => response.socket?.destroy());
    expect(await failureOf(account.rpc.call('orders.place', SENDING, EFFECT))).toMatchObject({
      code: 'outcome_unknown',
      outcomeUnknown: true,
      retryable: false,
    });
    account.gateway.behave(answerCode(1200, 'order quantity exceeds your currently available position'));
    expect(await failureOf(account.rpc.call('orders.place', SENDING, EFFECT))).toMatchObject({
      code: 'broker_rejected',
      outcomeUnknown: false,
      brokerCode: '1200',
    });
    expect(account.gateway.methods).toEqual(['place_order', 'place_order']);
  });

  test('one at a time; an order that was given up while it waited is never sent', async () => {
    let release = () => {};
    await account.start((request, response) => {
      release = () => response.end(signedEnvelope(request, { data: { id: 1 } }));
    });
    const first = account.rpc.call('orders.place', SENDING, EFFECT);
    await until(() => expect(account.gateway.methods).toHaveLength(1));
    const controller = new AbortController();
    const second = { ...SENDING, orderNumber: '1078' };
    const waiting = account.rpc.call('orders.place', second, { ...EFFECT, signal: controller.signal });
    const reconcile = () => account.rpc.call('orders.reconcile', { ...second, sentAtMs: Date.now() }, READ);
    expect(await reconcile()).toMatchObject({ finding: 'unclear', text: 'It is still on its way to Tiger.' });
    controller.abort();
    expect(await failureOf(waiting)).toMatchObject({ code: 'outcome_unknown' });
    release();
    expect(await first).toEqual({ brokerOrderId: '1', legIds: [] });
    account.gateway.behave(data({ id: 2 }));
    await account.rpc.call('orders.place', { ...SENDING, orderNumber: '1079' }, EFFECT);
    expect(
      account.gateway.received.map(({ body }) => /"order_id":(\d+)/.exec(body.biz_content!)?.[1]),
    ).toEqual(['1077', '1079']);
  });

  test('shutting down waits for the order on the wire', async () => {
    let release = () => {};
    await account.start((request, response) => {
      release = () => response.end(signedEnvelope(request, { data: { id: 1 } }));
    });
    const placing = account.rpc.call('orders.place', SENDING, EFFECT);
    await until(() => expect(account.gateway.methods).toHaveLength(1));
    account.post({ type: 'shutdown' });
    expect(await failureOf(account.rpc.call('orders.place', SENDING, EFFECT))).toMatchObject({
      code: 'unavailable',
    });
    expect(account.exits).toEqual([]);
    release();
    expect(await placing).toEqual({ brokerOrderId: '1', legIds: [] });
    await until(() => expect(account.exits).toEqual([0]));
  });
});
