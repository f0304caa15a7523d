import { afterEach, beforeEach } from 'vitest';
import type { GatewayControl } from '../../src/gateway/faults/gateway-control.ts';
import { ManualClock } from '../../src/gateway/gateway-clock.ts';
import { type GatewayFixture, gatewayFixture } from './gateway-fixture.ts';

/** Monday 23 November 2026, 12:00 in New York, by the exchange's calendar. */
const NOON_MS = Date.parse('2026-11-23T17:00:00Z');

/** Without price and quantity. */
export const LIMIT_ORDER = {
  symbol: 'AAPL',
  sec_type: 'STK',
  currency: 'USD',
  action: 'BUY',
  order_type: 'LMT',
  time_in_force: 'DAY',
};

/** The exact writer takes whole numbers only, so prices are given in text, which the gateway reads as well. */
export const limitOrder = (price: string, quantity: number, more = {}) => ({
  ...LIMIT_ORDER,
  limit_price: price,
  total_quantity: quantity,
  ...more,
});

/** For each test an exchange of its own, whose clock the test moves. */
export function openMarket() {
  let fixture: GatewayFixture;
  let door: GatewayControl;
  async function open(time: ConstructorParameters<typeof ManualClock>[0]): Promise<void> {
    fixture = await gatewayFixture({ clock: new ManualClock(time) });
    door = fixture.gateway.control!.door;
  }
  beforeEach(() => open({ startMs: NOON_MS }));
  afterEach(() => fixture.close());
  return {
    fixture: () => fixture,
    door: () => door,
    /** Another exchange instead, at another time. */
    async reopen(time: Parameters<typeof open>[0]): Promise<void> {
      await fixture.close();
      await open(time);
    },
    place: (biz: Record<string, unknown>) => fixture.call('place_order', biz),
    newest: async () => (await fixture.call('orders')).data.items[0],
  };
}
