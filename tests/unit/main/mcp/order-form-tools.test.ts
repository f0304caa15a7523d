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
    [
      { bracket: { take_profit_price: 200, stop_loss_price: '180', stop_loss_limit_price: 179.5 } },
      {
        attached: {
          takeProfitPrice: '200',
          stopLossPrice: '180',
          stopLossLimitPrice: '179.5',
          timeInForce: 'GTC',
        },
      },
    ],
    [
      { bracket: '{"stop_loss_price": 180, "time_in_force": "day"}' },
      {
        attached: {
          takeProfitPrice: null,
          stopLossPrice: '180',
          stopLossLimitPrice: null,
          timeInForce: 'DAY',
        },
      },
    ],
    [
      { order_type: 'TWAP', price: undefined },
      { orderType: 'TWAP', algo: { startMs: null, endMs: null, participationRate: null } },
    ],
    [
      { order_type: 'VWAP', algo: { end_at: '2026-12-01T20:00:00Z', participation_rate: 0.1 } },
      {
        orderType: 'VWAP',
        limitPrice: '187.5',
        algo: { startMs: null, endMs: Date.parse('2026-12-01T20:00:00Z'), participationRate: '0.1' },
      },
    ],
    [{ session: 'overnight' }, { session: 'overnight', timeInForce: 'DAY' }],
  ])('of %j are proposed as they are meant', async (patch, order) => {
    await tools.answer('tiger_place_order', { ...ORDER, ...patch });
    expect(tools.trading.proposed).toMatchObject([{ input: { order: { ...PLAIN_FORM, ...order } } }]);
  });

  it.each([
    [{ bracket: {} }, 'bracket: needs a take profit or a stop loss price'],
    [{ bracket: { stop_loss_limit_price: 1 } }, 'bracket: needs a take profit'],
    [{ ...TRAIL, trail_percent: 2, bracket: { stop_loss_price: 1 } }, 'bracket: must be absent for TRAIL'],
    [{ session: 'extended', bracket: { stop_loss_price: 1 } }, 'bracket: must be absent outside'],
    [{ bracket: { stop_price: 1 } }, 'stop_price'],
    [{ algo: {} }, 'algo: must be absent for LMT'],
    [{ order_type: 'TWAP', time_in_force: 'GTC' }, 'time_in_force: must be DAY for TWAP'],
    [
      { order_type: 'TWAP', algo: { participation_rate: 0.1 } },
      'algo: a participation rate is for VWAP alone',
    ],
    [
      { order_type: 'VWAP', algo: { participation_rate: 0.6 } },
      'algo: the participation rate must be 0.01 to 0.5',
    ],
    [
      { order_type: 'TWAP', algo: { start_at: '2026-12-01T20:00:00Z', end_at: '2026-12-01T19:00:00Z' } },
      'algo: must end after it begins',
    ],
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
    [
      { time_in_force: 'GTD', expires_at: '2026-12-01T20:00:00' },
      'expires_at: must be a time with its zone such as 2026-03-31T20:00:00Z',
    ],
    [{ session: 'overnight', time_in_force: 'GTC' }, 'session: overnight is for LMT orders with DAY alone'],
  ])('refuses %j and names the field', async (patch, message) => {
    const error = await tools.error('tiger_place_order', { ...ORDER, ...patch });
    expect(error.code).toBe('invalid_input');
    expect(error.message).toContain(message);
    expect(tools.trading.proposed).toEqual([]);
  });
});
