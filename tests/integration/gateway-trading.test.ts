import { describe, expect, test } from 'vitest';
import { gatewayFixture } from '../support/gateway-fixture.ts';
import { LIMIT_ORDER, limitOrder, openMarket } from '../support/open-market.ts';
import { postSigned } from '../support/signed-request.ts';

const market = openMarket();
const { place, newest } = market;
const STEP_MS = 5_000;
const assets = async () => (await market.fixture().call('prime_assets')).data.segments[0];

/** As HTTP text, because ids are beyond what JSON.parse keeps. */
async function idOf(method: string, biz: Record<string, unknown>): Promise<bigint> {
  const call = {
    properties: market.fixture().gateway.properties,
    method,
    biz: { account: market.fixture().account, ...biz },
  };
  const { text } = await postSigned(market.fixture().gateway.url, call);
  return BigInt(/"id":(\d+)/.exec(text)?.[1] ?? '0');
}

describe('orders', () => {
  test('a modest market order is accepted, then filled in full, and the money adds up', async () => {
    market.door().setPrice('AAPL', '270');
    const before = (await assets()).cashBalance;
    const answer = await place({
      ...LIMIT_ORDER,
      order_type: 'MKT',
      total_quantity: 100,
      user_mark: 'note – 🐯',
    });
    expect(answer.data.orders[0]).toMatchObject({
      status: 'Initial',
      filledQuantity: 0,
      userMark: 'note – 🐯',
    });
    const order = await newest();
    expect(order).toMatchObject({
      status: 'Filled',
      filledQuantity: 100,
      canCancel: false,
      commission: 2.29,
    });
    expect(order.avgFillPrice * 100).toBeCloseTo(order.filledCashAmount + 2.29, 6);
    const after = await assets();
    expect(Math.round((before - after.cashBalance) * 100)).toBe(
      Math.round((order.filledCashAmount + 2.29) * 100),
    );
    const [position] = (await market.fixture().call('positions')).data.items;
    expect(position).toMatchObject({ symbol: 'AAPL', positionQty: 100, salableQty: 100, latestPrice: 270 });
    expect(position.todayPnl).toBe(position.unrealizedPnl);
  });

  test('ids stay exact: neighbours that doubles would confuse are two orders', async () => {
    const first = await idOf('place_order', limitOrder('1', 1));
    const second = await idOf('place_order', limitOrder('1.01', 1));
    expect(second).toBe(first + 1n);
    expect(Number(first)).toBe(Number(second));
    expect((await market.fixture().call('orders', { id: first })).data.limitPrice).toBe(1);
    expect((await market.fixture().call('orders', { id: second })).data.limitPrice).toBe(1.01);
    expect((await market.fixture().call('orders', { id: String(second) })).data.limitPrice).toBe(1.01);
  });

  test('a large order fills in parts as new sizes are shown', async () => {
    market.door().setPrice('AAPL', '200');
    await place(limitOrder('210', 15_000));
    const fills = [(await newest()).filledQuantity];
    expect(fills[0]).toBeGreaterThan(0);
    expect(fills[0]).toBeLessThan(15_000);
    expect((await newest()).filledQuantity).toBe(fills[0]);
    while ((await newest()).status !== 'Filled' && fills.length < 20) {
      market.door().advanceClock(STEP_MS);
      fills.push((await newest()).filledQuantity);
    }
    expect(fills.at(-1)).toBe(15_000);
    expect(fills).toEqual([...fills].sort((left, right) => left - right));
    const id = await idOf('orders', {});
    const parts = (await market.fixture().call('order_transactions', { order_id: id, limit: 100 })).data
      .items;
    const filled = parts.reduce(
      (sum: number, part: { filledQuantity: number }) => sum + part.filledQuantity,
      0,
    );
    expect(filled).toBe(15_000);
  });

  test('a resting limit order fills only when the market comes to it, not worse than its limit', async () => {
    market.door().setPrice('AAPL', '270');
    await place(limitOrder('265', 10));
    market.door().advanceClock(60_000);
    expect(await newest()).toMatchObject({ status: 'Submitted', filledQuantity: 0 });
    expect((await assets()).lockedFunds).toBe(795);
    market.door().setPrice('AAPL', '264');
    const order = await newest();
    expect(order.status).toBe('Filled');
    expect(order.filledCashAmount).toBeLessThanOrEqual(2650);
  });

  test('stop orders sleep until the trigger trades', async () => {
    market.door().setPrice('AAPL', '270');
    await place({ ...LIMIT_ORDER, order_type: 'MKT', total_quantity: 20 });
    await place({ ...LIMIT_ORDER, action: 'SELL', order_type: 'STP', aux_price: '260', total_quantity: 10 });
    await place(limitOrder('250', 10, { action: 'SELL', order_type: 'STP_LMT', aux_price: '255' }));
    market.door().setPrice('AAPL', '260.01');
    expect((await market.fixture().call('active_orders')).data.items).toHaveLength(2);
    market.door().setPrice('AAPL', '260');
    expect((await market.fixture().call('active_orders')).data.items).toHaveLength(1);
    market.door().setPrice('AAPL', '240');
    expect(await newest()).toMatchObject({ orderType: 'STP_LMT', status: 'Submitted', filledQuantity: 0 });
    market.door().setPrice('AAPL', '251');
    expect((await market.fixture().call('active_orders')).data.items).toHaveLength(0);
    expect((await market.fixture().call('positions')).data.items).toHaveLength(0);
  });

  test('cancel goes through PendingCancel, and a fill may win', async () => {
    market.door().setPrice('AAPL', '270');
    for (const [price, status] of [
      ['270', 'Cancelled'],
      ['250', 'Filled'],
    ] as const) {
      const id = await idOf('place_order', limitOrder('260', 10));
      expect((await newest()).status).toBe('Submitted');
      expect((await market.fixture().call('cancel_order', { id })).code).toBe(0);
      expect((await newest()).status).toBe('PendingCancel');
      market.door().setPrice('AAPL', price);
      market.door().advanceClock(1_000);
      expect((await newest()).status).toBe(status);
      expect(await market.fixture().call('cancel_order', { id })).toMatchObject({ code: 1300 });
    }
  });

  test('modify changes price and quantity, keeps the id, and refuses the rest', async () => {
    market.door().setPrice('AAPL', '270');
    const id = await idOf('place_order', limitOrder('200', 10));
    expect(
      (await market.fixture().call('modify_order', { id, limit_price: '201.5', total_quantity: 12 })).code,
    ).toBe(0);
    expect(await newest()).toMatchObject({ limitPrice: 201.5, totalQuantity: 12, replaceStatus: 'REPLACED' });
    expect((await market.fixture().call('modify_order', { id, action: 'SELL' })).message).toContain(
      "'action' cannot be modified",
    );
    expect((await market.fixture().call('modify_order', { id, limit_price: '201.555' })).message).toContain(
      'tick size',
    );
    expect(
      (await market.fixture().call('modify_order', { id, total_quantity: 100_000_000 })).message,
    ).toContain('buying power');
    expect(await newest()).toMatchObject({ limitPrice: 201.5, totalQuantity: 12 });
    expect((await market.fixture().call('modify_order', { id: 1n, limit_price: '1' })).message).toContain(
      'Order does not exist',
    );
  });

  test.each([
    ['off the tick', limitOrder('270.001', 1), 1010, 'tick size'],
    ['no price', { ...LIMIT_ORDER, total_quantity: 1 }, 1010, "'limit_price' cannot be empty"],
    ['negative price', limitOrder('-1', 1), 1010, 'above zero'],
    ['zero quantity', limitOrder('270', 0), 1010, 'total_quantity'],
    ['negative quantity', limitOrder('270', -5), 1010, 'total_quantity'],
    ['huge quantity', { ...limitOrder('270', 1), total_quantity: '1e30' }, 1010, 'total_quantity'],
    ['wrong side', limitOrder('270', 1, { action: 'HOLD' }), 1010, 'action'],
    [
      'unsupported type',
      limitOrder('270', 1, { order_type: 'TRAIL' }),
      1010,
      "exactly one of 'trailing_percent' and 'aux_price'",
    ],
    [
      'attached leg',
      limitOrder('270', 1, { attach_type: 'PROFIT' }),
      1010,
      "'profit_taker_price' cannot be empty",
    ],
    ['unknown symbol', limitOrder('270', 1, { symbol: 'NOPE' }), 1010, 'invalid symbols'],
    ['wrong currency', limitOrder('270', 1, { currency: 'HKD' }), 1010, "'currency' must be USD"],
    ['option', limitOrder('270', 1, { sec_type: 'OPT' }), 1010, 'option symbol format error'],
    ['too dear', limitOrder('270', 1_000_000), 1300, 'buying power'],
    [
      'market order good till cancelled',
      { ...LIMIT_ORDER, order_type: 'MKT', total_quantity: 1, time_in_force: 'GTC' },
      1300,
      'good till',
    ],
    [
      'odd lot in Hong Kong',
      limitOrder('600', 150, { symbol: '00700', currency: 'HKD' }),
      1300,
      'lot size 100',
    ],
    [
      'sale of nothing in Hong Kong',
      limitOrder('600', 100, { symbol: '00700', currency: 'HKD', action: 'SELL' }),
      1300,
      'available position',
    ],
  ])('refused: %s', async (_name, biz, code, text) => {
    const answer = await place(biz);
    expect(answer.code).toBe(code);
    expect(answer.message).toContain(text);
    expect((await market.fixture().call('orders')).data.items).toEqual([]);
  });

  test('preview tells a refusal without placing anything', async () => {
    expect((await market.fixture().call('preview_order', limitOrder('270', 1_000_000))).data.isPass).toBe(
      false,
    );
    const passed = (await market.fixture().call('preview_order', limitOrder('270', 100))).data;
    expect(passed).toMatchObject({
      isPass: true,
      message: '',
      commission: 2.29,
      initMargin: 8100,
      initMarginBefore: 0,
    });
    expect((await market.fixture().call('orders')).data.items).toEqual([]);
  });

  test('a position is sold out before it can be reversed', async () => {
    market.door().setPrice('AAPL', '270');
    await place({ ...LIMIT_ORDER, order_type: 'MKT', total_quantity: 10 });
    await market.fixture().call('orders');
    expect((await place(limitOrder('300', 11, { action: 'SELL' }))).message).toContain(
      'available position (10)',
    );
    expect((await place(limitOrder('300', 6, { action: 'SELL' }))).code).toBe(0);
    expect((await place(limitOrder('300', 5, { action: 'SELL' }))).message).toContain(
      'available position (4)',
    );
    expect((await market.fixture().call('positions')).data.items[0].salableQty).toBe(4);
  });

  test('a reserved number works once', async () => {
    const { orderId } = (await market.fixture().call('order_no')).data;
    expect((await place(limitOrder('100', 1, { order_id: orderId }))).data.order_id).toBe(orderId);
    expect(await place(limitOrder('100', 1, { order_id: orderId }))).toMatchObject({
      code: 1100,
      message: 'TRADE DUPLICATE ORDER ID',
    });
    const lenient = await gatewayFixture({ duplicateOrderIds: 'ignore' });
    for (let count = 0; count < 2; count += 1)
      await lenient.call('place_order', limitOrder('1', 1, { order_id: 7 }));
    expect((await lenient.call('orders')).data.items).toHaveLength(2);
    await lenient.close();
  });

  test('pages follow each other and filters must not change between them', async () => {
    for (let count = 1; count <= 5; count += 1) await place(limitOrder(`${count}`, 1));
    const first = (await market.fixture().call('orders', { limit: 2 })).data;
    const second = (await market.fixture().call('orders', { limit: 2, page_token: first.nextPageToken }))
      .data;
    const third = (await market.fixture().call('orders', { limit: 2, page_token: second.nextPageToken }))
      .data;
    const prices = [first, second, third].flatMap((page) =>
      page.items.map((item: { limitPrice: number }) => item.limitPrice),
    );
    expect(prices).toEqual([5, 4, 3, 2, 1]);
    expect(third.nextPageToken).toBe('');
    const other = await market.fixture().call('orders', { limit: 3, page_token: first.nextPageToken });
    expect(other.message).toContain("'page_token' is used in the wrong way");
    expect((await market.fixture().call('orders', { page_token: 'xx' })).message).toContain(
      "can't be parsed",
    );
    expect((await market.fixture().call('orders', { states: ['Filled'] })).data.items).toEqual([]);
    expect((await market.fixture().call('orders', { market: 'HK' })).data.items).toEqual([]);
  });

  test('Hong Kong shares are paid in Hong Kong dollars', async () => {
    await openHongKong();
    await place({ ...LIMIT_ORDER, symbol: '00700', currency: 'HKD', order_type: 'MKT', total_quantity: 100 });
    const order = await newest();
    expect(order.status).toBe('Filled');
    const [usd, hkd] = (await assets()).currencyAssets;
    expect(usd.cashBalance).toBe(1_000_000);
    expect(hkd.cashBalance).toBeCloseTo(-(order.filledCashAmount + order.commission), 2);
    expect(hkd.forexRate).toBe(0.128);
  });
});

async function openHongKong(): Promise<void> {
  await market.reopen({ startMs: Date.parse('2026-11-23T02:00:00Z') });
}
