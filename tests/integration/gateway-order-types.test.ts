import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GatewayControl } from '../../src/gateway/faults/gateway-control.ts';
import { ManualClock } from '../../src/gateway/gateway-clock.ts';
import { findListing } from '../../src/gateway/market/find-listing.ts';
import { type GatewayFixture, gatewayFixture } from '../support/gateway-fixture.ts';

let fixture: GatewayFixture;
let door: GatewayControl;
const STANDARD = '12345678';
const NOON = Date.parse('2026-11-23T17:00:00Z');

beforeEach(async () => {
  const accounts = [{ account: '20990101000000001' }, { account: STANDARD }];
  fixture = await gatewayFixture({
    clock: new ManualClock({ startMs: NOON }),
    tigerIds: [{ tigerId: '20990001', accounts }],
  });
  door = fixture.gateway.control!.door;
  door.setPrice('AAPL', '270');
});
afterEach(() => fixture.close());

const stock = { symbol: 'AAPL', sec_type: 'STK', currency: 'USD', action: 'BUY', time_in_force: 'DAY' };
const place = (biz: object) => fixture.call('place_order', { ...stock, ...biz });
const orders = async (biz: object = {}) => (await fixture.call('orders', { ...biz })).data.items;
const byType = async (type: string) =>
  (await orders()).find((order: { orderType: string }) => order.orderType === type);
const buy = () => place({ order_type: 'MKT', total_quantity: 10 }).then(() => orders());

describe('stops that trail', () => {
  test('the stop follows the price up, stays when it falls, and sells when it is met', async () => {
    await buy();
    await place({ action: 'SELL', order_type: 'TRAIL', trailing_percent: '10', total_quantity: 10 });
    expect(await byType('TRAIL')).toMatchObject({
      status: 'Submitted',
      trailStopPrice: 243,
      trailingPercent: 10,
    });
    door.setPrice('AAPL', '300');
    expect((await byType('TRAIL')).trailStopPrice).toBe(270);
    door.setPrice('AAPL', '271');
    expect(await byType('TRAIL')).toMatchObject({ trailStopPrice: 270, filledQuantity: 0 });
    door.setPrice('AAPL', '269');
    expect((await byType('TRAIL')).status).toBe('Filled');
  });

  test('a new distance is measured from the price of now, and nothing else moves the stop back', async () => {
    await buy();
    await place({ action: 'SELL', order_type: 'TRAIL', trailing_percent: '10', total_quantity: 10 });
    const { orderId: order_id } = await byType('TRAIL');
    await fixture.call('modify_order', { order_id, trailing_percent: '20' });
    expect(await byType('TRAIL')).toMatchObject({ trailingPercent: 20, trailStopPrice: 216 });
    door.setPrice('AAPL', '300');
    expect((await byType('TRAIL')).trailStopPrice).toBe(240);
    door.setPrice('AAPL', '280');
    await fixture.call('modify_order', { order_id, total_quantity: 9, trailing_percent: '20' });
    expect(await byType('TRAIL')).toMatchObject({ totalQuantity: 9, trailStopPrice: 240 });
    await fixture.call('modify_order', { order_id, aux_price: '5' });
    expect(await byType('TRAIL')).toMatchObject({ auxPrice: 5, trailingPercent: null, trailStopPrice: 275 });
  });
});

describe('attached legs', () => {
  const bracket = {
    order_type: 'LMT',
    limit_price: '270.5',
    total_quantity: 10,
    attach_type: 'BRACKETS',
    profit_taker_price: '300',
    profit_taker_tif: 'GTC',
    stop_loss_price: '240',
    stop_loss_tif: 'GTC',
  };

  test('wait for the parent, then one cancels the other', async () => {
    const placed = await place(bracket);
    expect(placed.data.subIds).toHaveLength(2);
    await orders();
    expect((await byType('STP')).status).toBe('Submitted');
    door.setPrice('AAPL', '310');
    const items = await orders();
    expect(items.map((order: { status: string }) => order.status).sort()).toEqual([
      'Cancelled',
      'Filled',
      'Filled',
    ]);
    expect((await fixture.call('positions')).data.items).toEqual([]);
  });

  test('live no longer than a parent that never filled', async () => {
    await place({ ...bracket, limit_price: '250' });
    expect((await byType('STP')).status).toBe('PendingSubmit');
    door.setPrice('AAPL', '310');
    expect((await byType('STP')).filledQuantity).toBe(0);
    // The day ends: the parent expires, and its legs with it.
    door.advanceClock(5 * 3_600_000);
    await orders();
    expect((await orders({ states: ['Cancelled'] })).length).toBe(2);
  });
});

describe('pairs', () => {
  const leg = (biz: object) => ({ ...stock, action: 'SELL', total_quantity: 10, ...biz });
  const oca_orders = [
    leg({ order_type: 'LMT', limit_price: '300' }),
    leg({ order_type: 'STP', aux_price: '240' }),
  ];

  test('one cancels the other', async () => {
    const account = STANDARD;
    await fixture.call('place_order', { ...stock, account, order_type: 'MKT', total_quantity: 10 });
    await fixture.call('orders', { account });
    const placed = await fixture.call('place_order', { account, oca_orders });
    expect(placed).toMatchObject({ code: 0 });
    door.setPrice('AAPL', '239');
    const items = (await fixture.call('orders', { account })).data.items;
    expect(items.map((order: { status: string }) => order.status).sort()).toEqual([
      'Cancelled',
      'Filled',
      'Filled',
    ]);
  });

  test('are refused for paper accounts', async () => {
    expect(await fixture.call('place_order', { oca_orders })).toMatchObject({ code: 1300 });
  });
});

describe('orders over time', () => {
  test.each(['TWAP', 'VWAP'])('%s trades along its window and is whole at the end', async (order_type) => {
    const algo_params = [
      { tag: 'start_time', value: NOON },
      { tag: 'end_time', value: NOON + 3_600_000 },
    ];
    await place({ order_type, total_quantity: 100, algo_params });
    const fills: number[] = [];
    for (const step of [0, 1, 2, 3]) {
      door.advanceClock(step === 0 ? 0 : 1_200_000);
      fills.push((await byType(order_type)).filledQuantity);
    }
    expect(fills[0]).toBe(0);
    expect(fills[1]).toBeGreaterThan(20);
    expect(fills[2]).toBeGreaterThan(fills[1] ?? 0);
    expect(fills[2]).toBeLessThan(100);
    expect(fills[3]).toBe(100);
  });

  test('GTD ends at its time', async () => {
    const expire_time = NOON + 2 * 86_400_000;
    await place({
      order_type: 'LMT',
      limit_price: '200',
      total_quantity: 1,
      time_in_force: 'GTD',
      expire_time,
    });
    door.advanceClock(86_400_000);
    expect(await byType('LMT')).toMatchObject({ status: 'Submitted', expireTime: expire_time });
    door.advanceClock(86_400_000);
    expect((await byType('LMT')).status).toBe('Invalid');
  });

  test('GTD ends at its new time after a change', async () => {
    const order = { order_type: 'LMT', limit_price: '200', total_quantity: 1, time_in_force: 'GTD' };
    await place({ ...order, expire_time: NOON + 2 * 86_400_000 });
    const { orderId: order_id } = await byType('LMT');
    await fixture.call('modify_order', { order_id, time_in_force: 'GTD', expire_time: NOON + 86_400_000 });
    expect((await byType('LMT')).expireTime).toBe(NOON + 86_400_000);
    door.advanceClock(86_400_000);
    expect((await byType('LMT')).status).toBe('Invalid');
  });
});

describe('options and futures', () => {
  const option = { sec_type: 'OPT', expiry: '20261218', strike: '270', right: 'CALL', order_type: 'MKT' };

  test('an option costs its price times its size, and turns into shares', async () => {
    await place({ ...option, total_quantity: 2 });
    const [order] = await orders();
    expect(order).toMatchObject({
      secType: 'OPT',
      strike: '270.0',
      right: 'CALL',
      multiplier: 100,
      status: 'Filled',
    });
    const [held] = (await fixture.call('positions', { sec_type: 'OPT' })).data.items;
    expect(held.averageCost * 200).toBeCloseTo(order.filledCashAmount + order.commission, 3);
    const contract_id = findListing('AAPL  261218C00270000')!.contractId;
    const exercise = { contract_id, type: 'Exercise', quantity: 1, executing_date: '20261218' };
    expect((await fixture.call('option_exercise_submit', exercise)).code).toBe(0);
    door.advanceClock(61_000);
    const [shares] = (await fixture.call('positions')).data.items;
    expect(shares.positionQty).toBe(100);
    expect(shares.averageCost).toBeGreaterThan(270);
  });

  test('an option left to its expiry is closed at what it is worth', async () => {
    await place({ ...option, total_quantity: 1 });
    await orders();
    door.setPrice('AAPL', '300');
    const before = (await fixture.call('prime_assets')).data.segments[0].cashBalance;
    door.advanceClock(30 * 86_400_000);
    const after = (await fixture.call('prime_assets')).data.segments[0].cashBalance;
    expect(after - before).toBeCloseTo(3_000, 6);
    expect((await fixture.call('positions', { sec_type: 'ALL' })).data.items).toEqual([]);
  });

  test('futures need money in their own segment, and only results move it', async () => {
    const future = { symbol: 'ES2612', sec_type: 'FUT', order_type: 'MKT', total_quantity: 1 };
    expect(await place(future)).toMatchObject({ code: 1300 });
    const transfer = { from_segment: 'SEC', to_segment: 'FUT', currency: 'USD', amount: 100_000 };
    expect((await fixture.call('transfer_segment_fund', transfer)).code).toBe(0);
    await place(future);
    const segment = async () => (await fixture.call('prime_assets')).data.segments[1];
    const opened = await segment();
    expect(opened.cashBalance).toBeCloseTo(100_000 - 3.38, 6);
    expect(opened.initMargin).toBeGreaterThan(10_000);
    await place({ ...future, action: 'SELL' });
    const closed = await segment();
    expect(closed.cashBalance).toBeCloseTo(100_000 + closed.realizedPL, 6);
    expect(closed.initMargin).toBe(0);
  });
});

test.each([
  ['warrant', { sec_type: 'WAR', order_type: 'LMT', limit_price: '1', total_quantity: 1 }, 1300],
  ['market order for weeks', { order_type: 'MKT', total_quantity: 1, time_in_force: 'GTC' }, 1300],
  [
    'leg on a market order',
    { order_type: 'MKT', total_quantity: 1, attach_type: 'PROFIT', profit_taker_price: '300' },
    1010,
  ],
  [
    'profit below the price',
    {
      order_type: 'LMT',
      limit_price: '270',
      total_quantity: 1,
      attach_type: 'PROFIT',
      profit_taker_price: '200',
    },
    1010,
  ],
  [
    'half an option',
    {
      sec_type: 'OPT',
      expiry: '20261218',
      strike: '270',
      right: 'CALL',
      order_type: 'MKT',
      total_quantity: 5,
      total_quantity_scale: 1,
    },
    1300,
  ],
  ['algorithm abroad', { symbol: '00700', currency: 'HKD', order_type: 'TWAP', total_quantity: 100 }, 1300],
  [
    'too much of the market',
    { order_type: 'TWAP', total_quantity: 100, algo_params: [{ tag: 'participation_rate', value: '0.9' }] },
    1010,
  ],
  [
    'an end in the past',
    { order_type: 'LMT', limit_price: '200', total_quantity: 1, time_in_force: 'GTD', expire_time: 1 },
    1010,
  ],
  [
    'a night session that the exchange does not have',
    { order_type: 'LMT', limit_price: '200', total_quantity: 1, trading_session_type: 'OVERNIGHT' },
    1300,
  ],
  ['both distances', { order_type: 'TRAIL', trailing_percent: '5', aux_price: '5', total_quantity: 1 }, 1010],
  ['several legs', { order_type: 'LMT', limit_price: '200', total_quantity: 1, contract_legs: [] }, 1010],
])('refused and never dropped: %s', async (_name, biz, code) => {
  expect((await place(biz)).code).toBe(code);
  expect(await orders()).toEqual([]);
});
