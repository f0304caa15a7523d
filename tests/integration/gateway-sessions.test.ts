import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GatewayControl } from '../../src/gateway/faults/gateway-control.ts';
import { ManualClock } from '../../src/gateway/gateway-clock.ts';
import { type GatewayFixture, gatewayFixture } from '../support/gateway-fixture.ts';

let fixture: GatewayFixture;
let door: GatewayControl;

/** Monday 23 November 2026, 12:00 in New York, by the exchange's calendar. */
async function openMarket(startMs = Date.parse('2026-11-23T17:00:00Z')): Promise<void> {
  fixture = await gatewayFixture({ clock: new ManualClock({ startMs }) });
  door = fixture.gateway.control!.door;
}
beforeEach(() => openMarket());
afterEach(() => fixture.close());

const base = {
  symbol: 'AAPL',
  sec_type: 'STK',
  currency: 'USD',
  action: 'BUY',
  order_type: 'LMT',
  time_in_force: 'DAY',
};
// The exact writer takes whole numbers only, so prices are given in text, which the gateway reads as well.
const limit = (price: string, quantity: number, more = {}) => ({
  ...base,
  limit_price: price,
  total_quantity: quantity,
  ...more,
});
const place = (biz: Record<string, unknown>) => fixture.call('place_order', biz);
const newest = async () => (await fixture.call('orders')).data.items[0];

describe('sessions', () => {
  test('at night a market order is refused, a limit order waits for the open and expires at the close', async () => {
    await fixture.close();
    await openMarket(Date.parse('2026-11-23T05:00:00Z'));
    const refused = await place({ ...base, order_type: 'MKT', total_quantity: 1 });
    expect(refused.message).toContain('Orders cannot be place at this moment');
    await place(limit('1', 1));
    expect((await newest()).status).toBe('PendingSubmit');
    door.advanceClock(9.5 * 3_600_000);
    expect((await newest()).status).toBe('Submitted');
    door.advanceClock(6.5 * 3_600_000);
    expect(await newest()).toMatchObject({ status: 'Invalid', canCancel: false });
  });

  test('before the open a market order gets the reason of extended hours', async () => {
    await fixture.close();
    await openMarket(Date.parse('2026-11-23T14:00:00Z'));
    const refused = await place({ ...base, order_type: 'MKT', total_quantity: 1 });
    expect(refused.message).toContain('during pre-market and after-hours trading');
  });

  test('a halted stock takes no orders and fills none', async () => {
    door.setPrice('AAPL', '270');
    await place(limit('260', 1));
    door.setHalted('AAPL', true);
    door.setPrice('AAPL', '250');
    expect((await fixture.call('active_orders')).data.items).toHaveLength(1);
    expect((await place(limit('260', 1))).message).toContain("We don't support trading of this stock now");
    const [quote] = (await fixture.call('quote_real_time', { symbols: ['AAPL'] })).data;
    expect(quote.status).toBe('HALTED');
    door.setHalted('AAPL', false);
    expect((await newest()).status).toBe('Filled');
  });

  test('on the clock that never closes a Saturday night trades, and the day ends at midnight in New York', async () => {
    await fixture.close();
    const startMs = Date.parse('2026-11-22T04:30:00Z');
    fixture = await gatewayFixture({ clock: new ManualClock({ startMs, schedule: 'continuous' }) });
    door = fixture.gateway.control!.door;
    await place({ ...base, order_type: 'MKT', total_quantity: 1 });
    expect((await newest()).status).toBe('Filled');
    await place(limit('1', 1));
    door.advanceClock(29 * 60_000);
    expect((await newest()).status).toBe('Submitted');
    door.advanceClock(60_000);
    expect((await newest()).status).toBe('Invalid');
  });
});
