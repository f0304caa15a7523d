import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GatewayControl } from '../../src/gateway/faults/gateway-control.ts';
import { ManualClock } from '../../src/gateway/gateway-clock.ts';
import { readTigerConfig } from '../../src/tiger/config.ts';
import { placeOrder, previewOrder } from '../../src/tiger/methods/order-methods.ts';
import { singleOrder } from '../../src/tiger/methods/order-query-methods.ts';
import { openTigerClient } from '../../src/tiger/open-tiger-client.ts';
import { ExactNumber } from '../../src/tiger/wire/exact-number.ts';
import { type GatewayFixture, gatewayFixture } from '../support/gateway-fixture.ts';
import { postSigned } from '../support/signed-request.ts';

const EXPIRY = '20261218';
const IN_TIME = { timeoutMs: 5_000 };
let fixture: GatewayFixture;
let door: GatewayControl;

beforeEach(async () => {
  fixture = await gatewayFixture({ clock: new ManualClock({ startMs: Date.parse('2026-11-23T17:00:00Z') }) });
  door = fixture.gateway.control!.door;
  door.setPrice('AAPL', '270');
});
afterEach(() => fixture.close());

type Action = 'BUY' | 'SELL';
const call = (strike: number, action: Action, expiry = EXPIRY) => option(strike, 'CALL', action, expiry);
const put = (strike: number, action: Action) => option(strike, 'PUT', action, EXPIRY);
function option(strike: number, right: string, action: Action, expiry: string) {
  return { symbol: 'AAPL', sec_type: 'OPT', expiry, strike: String(strike), right, action, ratio: 1 };
}
const share = (action: Action) => ({ symbol: 'AAPL', sec_type: 'STK', action, ratio: 100 });

const vertical = [call(270, 'BUY'), call(290, 'SELL')];
function combo(combo_type: string, contract_legs: readonly object[], more: object = {}) {
  const base = { sec_type: 'MLEG', currency: 'USD', action: 'BUY', order_type: 'MKT', total_quantity: 1 };
  return { ...base, combo_type, contract_legs, time_in_force: 'DAY', ...more };
}
const place = (biz: object) => fixture.call('place_order', { ...biz });
const newest = async () => (await fixture.call('orders')).data.items[0];
/** Ids are too long for the plain numbers of `newest`. */
async function newestId(): Promise<bigint> {
  const { text } = await postSigned(fixture.gateway.url, {
    properties: fixture.gateway.properties,
    method: 'orders',
    biz: { account: fixture.account },
  });
  return BigInt(/"id":(\d+)/.exec(text)?.[1] ?? '0');
}
const assets = async () => (await fixture.call('prime_assets')).data.segments[0];
async function positions(): Promise<Record<string, number>> {
  const both = await Promise.all(['STK', 'OPT'].map((sec_type) => fixture.call('positions', { sec_type })));
  const items = both.flatMap((answer) => answer.data.items);
  return Object.fromEntries(
    items.map((item: { identifier: string; positionQty: number }) => [item.identifier, item.positionQty]),
  );
}
const cents = (amount: number) => Math.round(amount * 100) / 100;

describe('a combination of options', () => {
  test('fills its legs together; money, fees and positions add up to the cent', async () => {
    const cash = (await assets()).cashBalance;
    expect(await place(combo('VERTICAL', vertical, { total_quantity: 2 }))).toMatchObject({ code: 0 });
    const order = await newest();
    expect(order).toMatchObject({
      symbol: 'AAPL',
      secType: 'MLEG',
      status: 'Filled',
      comboType: 'VERTICAL',
      comboTypeDesc: 'Vertical',
      filledQuantity: 2,
      legs: [
        { action: 'BUY', strike: '270.0', right: 'CALL', totalQuantity: 2, filledQuantity: 2, ratio: 1 },
        { action: 'SELL', strike: '290.0', right: 'CALL', totalQuantity: 2, filledQuantity: 2, ratio: 1 },
      ],
    });
    const [long, short] = order.legs;
    const net = cents((long.avgFilledPrice - short.avgFilledPrice) * 200);
    expect(net).toBeGreaterThan(0);
    expect(order.filledCashAmount).toBe(net);
    expect(cents((await assets()).cashBalance)).toBe(cents(cash - net - order.commission));
    expect(await positions()).toEqual({ 'AAPL  261218C00270000': 2, 'AAPL  261218C00290000': -2 });
    const { items } = (await fixture.call('order_transactions', { order_id: await newestId() })).data;
    expect(items.map((item: { action: string }) => item.action).toSorted()).toEqual(['BUY', 'SELL']);
    const single = (await fixture.call('orders', { id: await newestId(), show_charges: true })).data;
    const charged = single.charges.reduce((total: number, line: { total: number }) => total + line.total, 0);
    expect(cents(charged)).toBe(order.commission);
  });

  test('needs no more margin than it can lose', async () => {
    const free = async () => {
      const value = await assets();
      return value.equityWithLoan - value.initMargin;
    };
    const before = await free();
    await place(combo('VERTICAL', vertical, { action: 'SELL' }));
    const order = await newest();
    expect(order.status).toBe('Filled');
    // Sold: 20 dollars between the strikes, less what was received.
    const worst = 2_000 - order.filledCashAmount + order.commission;
    expect(cents(before - (await free()))).toBe(cents(worst));
  });

  test('waits for its net price and fills no worse', async () => {
    await place(combo('VERTICAL', vertical, { order_type: 'LMT', limit_price: '1' }));
    expect(await newest()).toMatchObject({ status: 'Submitted', filledQuantity: 0, limitPrice: 1 });
    expect(await positions()).toEqual({});
    door.setPrice('AAPL', '200');
    const order = await newest();
    expect(order.status).toBe('Filled');
    expect(order.filledCashAmount).toBeLessThanOrEqual(100);
  });

  test('may be sold for a net price below zero', async () => {
    await place(
      combo('VERTICAL', [call(290, 'BUY'), call(270, 'SELL')], { order_type: 'LMT', limit_price: '-2.52' }),
    );
    const order = await newest();
    expect(order).toMatchObject({ status: 'Filled', limitPrice: -2.52 });
    expect(order.filledCashAmount).toBeLessThanOrEqual(-252);
  });

  test('fills nothing while one of its legs has no price', async () => {
    await place(combo('COVERED', [share('BUY'), call(290, 'SELL')], { order_type: 'LMT', limit_price: '5' }));
    door.setHalted('AAPL', true);
    door.setPrice('AAPL', '2');
    expect(await newest()).toMatchObject({ filledQuantity: 0 });
    expect(await positions()).toEqual({});
    door.setHalted('AAPL', false);
    expect((await newest()).status).toBe('Filled');
    expect(await positions()).toEqual({ AAPL: 100, 'AAPL  261218C00290000': -1 });
  });

  test('can be changed, cancelled, and ends with the day', async () => {
    const resting = combo('VERTICAL', vertical, { order_type: 'LMT', limit_price: '0.5' });
    await place(resting);
    const { id, orderId } = await newest();
    expect(id).toBeGreaterThan(0);
    expect(await fixture.call('modify_order', { order_id: orderId, limit_price: '0.6' })).toMatchObject({
      code: 0,
    });
    expect(await newest()).toMatchObject({ limitPrice: 0.6, replaceStatus: 'REPLACED' });
    await fixture.call('cancel_order', { order_id: orderId });
    door.advanceClock(1_000);
    expect((await newest()).status).toBe('Cancelled');
    await place(resting);
    door.advanceClock(6 * 3_600_000);
    expect((await newest()).status).toBe('Invalid');
  });

  test('waits over nights if it is good till cancelled, and ends with its contracts', async () => {
    await place(
      combo('VERTICAL', vertical, { order_type: 'LMT', limit_price: '0.01', time_in_force: 'GTC' }),
    );
    door.advanceClock(3 * 86_400_000);
    expect((await newest()).status).not.toBe('Invalid');
    door.advanceClock(40 * 86_400_000);
    expect(await newest()).toMatchObject({ status: 'Invalid', filledQuantity: 0 });
  });
});

describe('what is refused', () => {
  test.each([
    ['another form', combo('STRADDLE', vertical), 'are not a STRADDLE combination'],
    ['one leg', combo('CUSTOM', [call(270, 'BUY')]), 'contract_legs'],
    ['a leg twice', combo('CUSTOM', [call(270, 'BUY'), call(270, 'SELL')]), 'must differ'],
    [
      'two shares',
      combo('CUSTOM', [call(270, 'BUY'), { ...call(270, 'SELL'), symbol: 'TSLA' }]),
      'one underlying',
    ],
    ['no option', combo('CUSTOM', [share('BUY'), { ...share('SELL'), symbol: 'AAPL' }]), 'must differ'],
    ['an unknown type', combo('BUTTERFLY', vertical), 'combo_type'],
    ['a stop', combo('VERTICAL', vertical, { order_type: 'STP', aux_price: 1 }), 'must be LMT or MKT'],
    [
      'parts of a cent',
      combo('VERTICAL', vertical, { order_type: 'LMT', limit_price: '1.005' }),
      'tick size',
    ],
    [
      'legs of a plain order',
      { ...combo('VERTICAL', vertical), sec_type: 'STK', symbol: 'AAPL' },
      'does not belong',
    ],
  ])('%s', async (_name, biz, text) => {
    const answer = await place(biz);
    expect(answer.code).toBe(1010);
    expect(answer.message).toContain(text);
  });

  test('a written call that nothing covers, whole or left over', async () => {
    const straddle = combo('STRADDLE', [call(270, 'BUY'), put(270, 'BUY')], { action: 'SELL' });
    expect((await place(straddle)).message).toContain('must be covered');
    await place(combo('VERTICAL', vertical));
    await newest();
    const close = { sec_type: 'OPT', symbol: 'AAPL', expiry: EXPIRY, strike: 270, right: 'CALL' };
    const left = await place({ ...close, action: 'SELL', order_type: 'MKT', total_quantity: 1 });
    expect(left.message).toContain('must be covered');
    // Sold as it was bought, both legs go at once.
    expect(await place(combo('VERTICAL', vertical, { action: 'SELL' }))).toMatchObject({ code: 0 });
    await newest();
    expect(await positions()).toEqual({});
  });

  test('shares that cover a written call stay', async () => {
    await place(combo('COVERED', [share('BUY'), call(290, 'SELL')]));
    expect(await newest()).toMatchObject({ status: 'Filled' });
    const sale = { symbol: 'AAPL', sec_type: 'STK', action: 'SELL', order_type: 'MKT', total_quantity: 100 };
    expect((await place(sale)).message).toContain('must be covered');
  });

  test('more than the account can lose', async () => {
    const far = combo('VERTICAL', vertical, { action: 'SELL', total_quantity: 5_000 });
    expect((await place(far)).message).toContain('available funds');
  });
});

describe('through the client', () => {
  test('previewed, placed and read back with its legs', async () => {
    const client = openTigerClient(readTigerConfig(fixture.gateway.properties));
    const order = {
      symbol: 'AAPL',
      sec_type: 'MLEG',
      currency: 'USD',
      action: 'BUY',
      order_type: 'LMT',
      limit_price: new ExactNumber('19.5'),
      total_quantity: 1n,
      time_in_force: 'DAY',
      outside_rth: false,
      combo_type: 'VERTICAL',
      contract_legs: vertical,
    } as const;
    expect((await client.read(previewOrder, order, IN_TIME)).data).toMatchObject({ isPass: true });
    const { data } = await client.write(placeOrder, order, IN_TIME);
    const shown = (await client.read(singleOrder, { id: data.id }, IN_TIME)).data;
    expect(shown).toMatchObject({
      comboType: 'VERTICAL',
      secType: 'MLEG',
      legs: [{ action: 'BUY' }, { action: 'SELL' }],
    });
    client.close();
  });
});
