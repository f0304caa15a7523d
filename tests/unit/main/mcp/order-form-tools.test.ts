import { beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_FORM } from '../../../../src/shared/domain/order-form.ts';
import { ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

const ORDER = {
  account_id: 'demo',
  symbol: 'AAPL',
  side: 'BUY',
  quantity: 100,
  order_type: 'LMT',
  price: '187.50',
  rationale: 'The user asked for it.',
  wait_seconds: 0,
};
const TRAIL = { order_type: 'TRAIL', price: undefined };

let tools: ToolCallerFixture;

beforeEach(() => {
  tools = new ToolCallerFixture();
});

describe('the forms of an order', () => {
  it.each<[object, object]>([
    [
      { ...TRAIL, trail_percent: '2' },
      { orderType: 'TRAIL', limitPrice: null, trail: { by: 'percent', value: '2' } },
    ],
    [
      { ...TRAIL, order_type: 'trailing stop', trail_amount: 3.5 },
      { orderType: 'TRAIL', trail: { by: 'amount', value: '3.5' } },
    ],
    [
      { time_in_force: 'gtd', expires_at: '2026-12-01T16:00:00-05:00' },
      { timeInForce: 'GTD', expiresAtMs: Date.parse('2026-12-01T21:00:00Z') },
    ],
    [{ session: 'overnight' }, { session: 'overnight', timeInForce: 'DAY' }],
  ])('of %j are proposed as they are meant', async (patch, order) => {
    await tools.answer('tiger_place_order', { ...ORDER, ...patch });
    expect(tools.trading.proposed).toMatchObject([{ input: { order: { ...PLAIN_FORM, ...order } } }]);
  });

  it.each([
    [{ stop_price: 1 }, 'stop_price: must be absent for LMT'],
    [{ trail_percent: 2 }, 'trail_amount or trail_percent: must be absent for LMT'],
    [{ order_type: 'TRAIL', price: undefined }, 'trail_amount or trail_percent: must be given for TRAIL'],
    [
      { order_type: 'trailing_stop', price: undefined, trail_percent: 2, trail_amount: 3 },
      'trail_amount: must be absent where trail_percent is given',
    ],
    [
      { order_type: 'TRAIL', price: undefined, trail_percent: 51 },
      'trail_amount or trail_percent: must be at most 50 percent',
    ],
    [{ time_in_force: 'GTD' }, 'expires_at: must be given for GTD'],
    [{ expires_at: '2026-12-01T21:00:00Z' }, 'expires_at: must be absent for DAY'],
    [
      { time_in_force: 'GTD', expires_at: '2026-12-01' },
      'expires_at: must be a time with its zone such as 2026-12-01T20:00:00Z',
    ],
    [{ session: 'overnight', time_in_force: 'GTC' }, 'session: overnight is for LMT orders with DAY alone'],
  ])('refuses %j and names the field', async (patch, message) => {
    const error = await tools.error('tiger_place_order', { ...ORDER, ...patch });
    expect(error.code).toBe('invalid_input');
    expect(error.message).toContain(message);
    expect(tools.trading.proposed).toEqual([]);
  });
});
