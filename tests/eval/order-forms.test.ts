import { expect } from 'vitest';
import type { EvalWorld } from './eval-world.ts';
import { evaluateTrades, rows, TWO_SHARES } from './evaluate.ts';

const DEMO = { account_id: 'demo' };
const WHY = { rationale: 'The user asked for it.' };

async function openOrders(world: EvalWorld) {
  return rows(await world.tool('tiger_get_orders', { ...DEMO, status: 'open' }), 'orders');
}

evaluateTrades('forms of an order', TWO_SHARES, [
  {
    says: 'Protect my Apple shares with a stop that trails two percent behind.',
    async carryOut(world) {
      const order = { symbol: 'AAPL', side: 'SELL', quantity: 40, order_type: 'TRAIL', trail_percent: 2 };
      const proposal = await world.tool('tiger_place_order', { ...DEMO, ...order, ...WHY });
      expect(proposal).toMatchObject({
        status: 'awaiting_approval',
        sentence: 'SELL 40 AAPL trail 2 % TRAIL DAY',
      });
      await world.approve(proposal['proposal_id']);
      await world.becomes(proposal['proposal_id'], 'working');
      const [open] = await openOrders(world);
      expect(open).toMatchObject({ order_type: 'TRAIL', trail_percent: '2', trail_amount: null });
      const { last_price } = await world.tool('tiger_get_quote', { symbol: 'AAPL' });
      expect(Number(open?.['stop_price']) / Number(last_price)).toBeCloseTo(0.98, 2);
    },
  },
  {
    says: 'Make the trail one percent. (It is a change for the user to approve.)',
    async carryOut(world) {
      const order = { symbol: 'AAPL', side: 'SELL', quantity: 40, order_type: 'TRAIL', trail_percent: 2 };
      const placed = await world.tool('tiger_place_order', { ...DEMO, ...order, ...WHY });
      await world.approve(placed['proposal_id']);
      const { order_id } = await world.becomes(placed['proposal_id'], 'working');
      const change = { ...DEMO, order_id, new_trail_percent: 1, wait_seconds: 0, ...WHY };
      const proposal = await world.tool('tiger_modify_order', change);
      expect(proposal).toMatchObject({ kind: 'modify', status: 'awaiting_approval' });
      await world.approve(proposal['proposal_id']);
      await world.becomes(proposal['proposal_id'], 'submitted');
      world.pass(5_000);
      await world.becomes(proposal['proposal_id'], 'modified');
      expect(await openOrders(world)).toMatchObject([{ order_id, trail_percent: '1' }]);
    },
  },
  {
    says: 'Buy 5 Microsoft at the ask, take the profit at ten percent, stop the loss at five.',
    async carryOut(world) {
      const { ask_price } = await world.tool('tiger_get_quote', { symbol: 'MSFT' });
      const at = (percent: number) => Math.round((Number(ask_price) * percent) / 100).toFixed(0);
      const order = { symbol: 'MSFT', side: 'BUY', quantity: 5, order_type: 'LMT', price: ask_price };
      const bracket = { take_profit_price: at(110), stop_loss_price: at(95) };
      const proposal = await world.tool('tiger_place_order', { ...DEMO, ...order, bracket, ...WHY });
      expect(proposal).toMatchObject({ status: 'awaiting_approval' });
      const before = world.sent('place_order');
      await world.approve(proposal['proposal_id']);
      const { order_id } = await world.becomes(proposal['proposal_id'], 'filled');
      expect(world.sent('place_order')).toBe(before + 1);
      const legs = await openOrders(world);
      expect(legs.map((leg) => [leg['order_type'], leg['side'], leg['parent_order_id']]).toSorted()).toEqual([
        ['LMT', 'SELL', order_id],
        ['STP', 'SELL', order_id],
      ]);
    },
  },
  {
    says: 'Buy 5 Microsoft at 300, and stop the loss at 310. (The stop is on the wrong side.)',
    async carryOut(world) {
      const order = { symbol: 'MSFT', side: 'BUY', quantity: 5, order_type: 'LMT', price: 300 };
      const bracket = { stop_loss_price: 310 };
      const proposal = await world.tool('tiger_place_order', { ...DEMO, ...order, bracket, ...WHY });
      expect(proposal).toMatchObject({
        status: 'blocked',
        message: expect.stringContaining('The stop loss at 310 must be below the limit price 300'),
      });
    },
  },
  {
    says: 'Bid 180 for 10 Apple until Friday evening.',
    async carryOut(world) {
      // The scene is on a Monday.
      const expires_at = '2026-11-27T21:00:00.000Z';
      const order = { symbol: 'AAPL', side: 'BUY', quantity: 10, order_type: 'LMT', price: 180 };
      const dated = { time_in_force: 'GTD', expires_at };
      const proposal = await world.tool('tiger_place_order', { ...DEMO, ...order, ...dated, ...WHY });
      await world.approve(proposal['proposal_id']);
      await world.becomes(proposal['proposal_id'], 'working');
      expect(await openOrders(world)).toMatchObject([{ time_in_force: 'GTD', expires_at }]);
    },
  },
  {
    says: 'Buy 20 Microsoft over the rest of the day, by volume. Then change it. (Tiger changes no such order.)',
    async carryOut(world) {
      const order = { symbol: 'MSFT', side: 'BUY', quantity: 20, order_type: 'VWAP' };
      const algo = { participation_rate: '0.1' };
      const proposal = await world.tool('tiger_place_order', { ...DEMO, ...order, algo, ...WHY });
      await world.approve(proposal['proposal_id']);
      const { order_id } = await world.becomes(proposal['proposal_id'], 'working');
      const change = { ...DEMO, order_id, new_quantity: 10, ...WHY };
      expect(await world.error('tiger_modify_order', change)).toMatchObject({
        message: 'Tiger changes no VWAP orders.',
      });
    },
  },
]);
