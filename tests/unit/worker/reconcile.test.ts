import { describe, expect, test } from 'vitest';
import { type Finding, reconcileOrder, SETTLE_TIME_MS } from '../../../src/worker/reconcile.ts';
import { answerCode, type Behaviour, BROKER_TIME_MS } from '../tiger/loopback-gateway.ts';
import { byMethod, data, ORDER } from './account-process.ts';
import { freshTigerClient } from './fresh-tiger-client.ts';

const NONE = data(null);
const EMPTY = data({ items: [] });

/** The order as Tiger would show it; it arrived one second ago by Tiger's clock. */
function row(more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 40139406481165313n,
    orderId: 1077,
    userMark: 'prop_1',
    symbol: 'AAPL',
    secType: 'STK',
    action: 'BUY',
    orderType: 'LMT',
    totalQuantity: 100,
    limitPrice: '201.5',
    status: 'Submitted',
    openTime: BROKER_TIME_MS - 1_000,
    ...more,
  };
}

const tiger = freshTigerClient();

function gatewayHas(answers: { single?: Behaviour; open?: Behaviour; list?: Behaviour }): void {
  tiger.gateway.behave((request, response) => {
    const isSingle = request.body.biz_content?.includes('"order_id"') ?? false;
    const behaviour = byMethod({
      orders: isSingle ? (answers.single ?? NONE) : (answers.list ?? EMPTY),
      active_orders: answers.open ?? EMPTY,
    });
    behaviour(request, response);
  });
}

/** Long enough ago that an order would have arrived. */
function ask(sentAgoMs = SETTLE_TIME_MS): Promise<Finding> {
  const sent = {
    order: ORDER,
    orderNumber: '1077',
    userMark: 'prop_1',
    sentAtMs: tiger.clock.nowMs() - sentAgoMs,
  };
  return reconcileOrder({ tiger: tiger.client, clock: tiger.clock }, sent);
}

describe('found', () => {
  const ways: readonly (readonly [string, Parameters<typeof gatewayHas>[0]])[] = [
    ['by our number', { single: data(row({ userMark: '' })) }],
    [
      'by our mark, whatever was changed since',
      { open: data({ items: [row({ orderId: 9, limitPrice: 5 })] }) },
    ],
    ['by our number in the list', { list: data({ items: [row({ userMark: '' })] }) }],
    [
      'although the single query is refused',
      { single: answerCode(1010, 'x'), list: data({ items: [row()] }) },
    ],
    [
      'although the single query answers another order',
      { single: data(row({ id: 5, orderId: 5 })), open: data({ items: [row()] }) },
    ],
    [
      'by its content, if it has neither number nor mark',
      { list: data({ items: [row({ orderId: null, userMark: '' })] }) },
    ],
    [
      'and not the leg that carries its mark, too',
      {
        open: data({ items: [row({ id: 2, orderId: 9, parentId: 40139406481165313n })] }),
        list: data({ items: [row()] }),
      },
    ],
    ['refused by the broker: it did arrive', { list: data({ items: [row({ status: 'Inactive' })] }) }],
  ];
  test.each(ways)('%s', async (_name, answers) => {
    gatewayHas(answers);
    expect(await ask(0)).toMatchObject({ finding: 'found', order: { brokerOrderId: '40139406481165313' } });
  });

  test('on a later page', async () => {
    const pages = [
      data({ items: [row({ id: 1, orderId: 1, userMark: 'other' })], nextPageToken: 'next' }),
      data({ items: [row()], nextPageToken: '' }),
    ];
    gatewayHas({ list: (request, response) => pages.shift()?.(request, response) });
    expect(await ask(0)).toMatchObject({ finding: 'found' });
    const [first, second] = tiger.gateway.received
      .slice(-2)
      .map(({ body }) => JSON.parse(body.biz_content!) as object);
    expect(second).toEqual({ ...first, page_token: 'next' });
  });
});

describe('not found', () => {
  const others: readonly (readonly [string, object])[] = [
    ['another symbol', { symbol: 'MSFT' }],
    ['another side', { action: 'SELL' }],
    ['another price', { limitPrice: 201.51 }],
    ['another quantity', { totalQuantity: 100, totalQuantityScale: 1 }],
    ['another type', { orderType: 'MKT', limitPrice: 0 }],
    ['an older one', { openTime: BROKER_TIME_MS - 60_000 }],
    ["another proposal's", { userMark: 'prop_2' }],
  ];
  test.each(others)('%s is not ours', async (_name, more) => {
    gatewayHas({ list: data({ items: [row({ id: 7, orderId: 7, userMark: '', ...more })] }) });
    expect(await ask()).toMatchObject({ finding: 'not_found', order: null });
  });

  test('but not before it had time to arrive', async () => {
    gatewayHas({});
    expect(await ask(SETTLE_TIME_MS - 1)).toMatchObject({ finding: 'unclear' });
    expect(await ask(SETTLE_TIME_MS)).toMatchObject({ finding: 'not_found' });
  });

  test("the list is asked for from before the sending, by Tiger's clock", async () => {
    gatewayHas({});
    await ask();
    const { start_date } = JSON.parse(tiger.gateway.received.at(-1)!.body.biz_content!) as {
      start_date: number;
    };
    expect(start_date).toBe(BROKER_TIME_MS - SETTLE_TIME_MS - 10 * 60_000);
  });
});

describe('cannot tell', () => {
  const cases: readonly (readonly [string, Parameters<typeof gatewayHas>[0]])[] = [
    ['the list is refused', { list: answerCode(1, 'server error') }],
    ['the gateway drops the question', { open: (_request, response) => response.socket?.destroy() }],
    ['the single query breaks off', { single: answerCode(1, 'server error') }],
    ['one like it under another number', { list: data({ items: [row({ orderId: 9, userMark: '' })] }) }],
    [
      'two like it',
      {
        list: data({
          items: [row({ orderId: null, userMark: '' }), row({ id: 2, orderId: null, userMark: '' })],
        }),
      },
    ],
    ['another order under our number', { single: data(row({ symbol: 'MSFT', userMark: '' })) }],
    [
      'a leg that carries our mark, without the order that it belongs to',
      { list: data({ items: [row({ id: 2, orderId: 9, parentId: 40139406481165313n })] }) },
    ],
    ['endless pages', { list: data({ items: [], nextPageToken: 'again' }) }],
    [
      'an order that cannot be read',
      { list: data({ items: [row({ orderId: 3, userMark: '', action: 'HOLD' })] }) },
    ],
  ];
  test.each(cases)('%s', async (_name, answers) => {
    gatewayHas(answers);
    expect(await ask()).toMatchObject({ finding: 'unclear', order: null });
  });
});
