import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GatewayControl } from '../../src/gateway/faults/gateway-control.ts';
import { ManualClock } from '../../src/gateway/gateway-clock.ts';
import { type GatewayFixture, gatewayFixture } from '../support/gateway-fixture.ts';

let fixture: GatewayFixture;
let door: GatewayControl;

beforeEach(async () => {
  fixture = await gatewayFixture({ clock: new ManualClock({ startMs: Date.parse('2026-11-23T17:00:00Z') }) });
  door = fixture.gateway.control!.door;
  door.setPrice('AAPL', '270');
});
afterEach(() => fixture.close());

const base = {
  symbol: 'AAPL',
  sec_type: 'STK',
  currency: 'USD',
  action: 'BUY',
  order_type: 'ICEBERG',
  time_in_force: 'DAY',
};
const iceberg = { ...base, limit_price: '275', total_quantity: 25, display_size: 10, check_intervals: 30 };
const place = (biz: object) => fixture.call('place_order', { ...biz });
const newest = async () => (await fixture.call('orders')).data.items[0];

describe('an iceberg', () => {
  test('trades a slice at a time, one at each look at the market', async () => {
    await place(iceberg);
    expect(await newest()).toMatchObject({
      filledQuantity: 10,
      status: 'Submitted',
      display_size: 10,
      check_intervals: 30,
    });
    door.advanceClock(29_000);
    expect((await newest()).filledQuantity).toBe(10);
    door.advanceClock(1_000);
    expect((await newest()).filledQuantity).toBe(20);
    door.advanceClock(30_000);
    expect(await newest()).toMatchObject({ filledQuantity: 25, status: 'Filled', orderType: 'ICEBERG' });
  });

  test('asks the price it was told, never one beyond its limit', async () => {
    await place({ ...iceberg, price_type: 'BID_PRICE' });
    // Shown at the bid, nobody sells to it.
    expect(await newest()).toMatchObject({ filledQuantity: 0, price_type: 'BID_PRICE' });
    door.setPrice('AAPL', '260');
    expect((await newest()).filledQuantity).toBe(10);
    await place({ ...iceberg, limit_price: '250', price_type: 'ASK_PRICE' });
    expect((await newest()).filledQuantity).toBe(0);
  });

  test('works within its times', async () => {
    const startMs = Date.parse('2026-11-23T18:00:00Z');
    await place({ ...iceberg, start_time: startMs, end_time: startMs + 45_000 });
    expect(await newest()).toMatchObject({ status: 'PendingSubmit', filledQuantity: 0 });
    door.advanceClock(3_600_000);
    expect((await newest()).filledQuantity).toBe(10);
    door.advanceClock(30_000);
    door.advanceClock(16_000);
    expect(await newest()).toMatchObject({ status: 'Invalid', filledQuantity: 20 });
  });

  test('can be changed', async () => {
    await place(iceberg);
    const { orderId } = await newest();
    await fixture.call('modify_order', {
      order_id: orderId,
      display_size: 5,
      min_display_size: 5,
      total_quantity: 40,
    });
    expect(await newest()).toMatchObject({ display_size: 5, check_intervals: 30, totalQuantity: 40 });
    door.advanceClock(30_000);
    expect((await newest()).filledQuantity).toBe(15);
  });

  test.each([
    [{ display_size: undefined }, "field 'display_size' cannot be empty"],
    [{ display_size: 26 }, "field 'display_size' must be a whole number from 1 to 25"],
    [{ min_display_size: 11 }, "field 'min_display_size' must be a whole number from 1 to 10"],
    [{ check_intervals: 0 }, 'check_intervals'],
    [{ price_type: 'MID_PRICE' }, "'price_type' not supported"],
    [{ limit_price: undefined }, "field 'limit_price' cannot be empty"],
    [{ order_type: 'LMT' }, 'does not belong to this order type'],
  ])('%o is refused', async (change, text) => {
    const answer = await place({ ...iceberg, ...change });
    expect(answer.code).toBe(1010);
    expect(answer.message).toContain(text);
  });
});
