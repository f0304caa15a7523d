import { expect } from 'vitest';
import type { EvalWorld } from './eval-world.ts';
import { evaluateTrades, millionths, rows, TWO_SHARES } from './evaluate.ts';

const DEMO = { account_id: 'demo' };
const WHY = { rationale: 'The user asked for it.' };

/** An order far from the market that the person has approved, so that it rests at the broker. */
async function restingOrder(world: EvalWorld, quantity = 10) {
  const order = { ...DEMO, symbol: 'AAPL', side: 'BUY', quantity, order_type: 'LMT', price: '180' };
  const { proposal_id } = await world.tool('tiger_place_order', { ...order, ...WHY });
  await world.approve(proposal_id);
  const { order_id } = await world.becomes(proposal_id, 'working');
  return String(order_id);
}

evaluateTrades('orders', TWO_SHARES, [
  {
    says: 'Sell half my Apple at one percent above the bid, good till cancelled.',
    async carryOut(world) {
      const positions = rows(await world.tool('tiger_get_positions', DEMO), 'positions');
      const held = positions.find(({ symbol }) => symbol === 'AAPL');
      const { bid_price } = await world.tool('tiger_get_quote', { symbol: 'AAPL' });
      // 209.98 x 1.01 is 212.0798; the next step of a cent above it is 212.08.
      const cents = (millionths(bid_price) * 101n + 999_999n) / 1_000_000n;
      const price = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
      expect(price).toBe('212.08');
      const quantity = Number(millionths(held?.['quantity']) / 2_000_000n);
      const order = { ...DEMO, symbol: 'AAPL', side: 'SELL', quantity, order_type: 'LMT', price };
      const proposal = await world.tool('tiger_place_order', { ...order, time_in_force: 'GTC', ...WHY });
      expect(proposal).toMatchObject({
        status: 'awaiting_approval',
        sentence: 'SELL 20 AAPL @ 212.08 LMT GTC',
      });
      expect(world.sent('place_order')).toBe(2);
      await world.approve(proposal['proposal_id']);
      await world.becomes(proposal['proposal_id'], 'working');
      const open = rows(await world.tool('tiger_get_orders', { ...DEMO, status: 'open' }), 'orders');
      expect(open).toMatchObject([
        { symbol: 'AAPL', side: 'SELL', quantity: '20', price: '212.08', time_in_force: 'GTC' },
      ]);
    },
  },
  {
    says: 'Buy 10 Microsoft at the market. (The user declines in the window.)',
    async carryOut(world) {
      const order = { ...DEMO, symbol: 'MSFT', side: 'BUY', quantity: 10, order_type: 'MKT' };
      const { proposal_id } = await world.tool('tiger_place_order', { ...order, ...WHY });
      await world.decline(proposal_id, 'Not today.');
      const outcome = await world.tool('tiger_get_proposal', { proposal_id });
      expect(outcome).toMatchObject({
        status: 'declined',
        decision_note: 'Not today.',
        final: true,
        order_id: null,
      });
      // The two purchases of the scene and nothing else.
      expect(world.sent('place_order')).toBe(2);
    },
  },
  {
    says: 'Buy 1,000 Apple.',
    async carryOut(world) {
      const order = { ...DEMO, symbol: 'AAPL', side: 'BUY', quantity: '1000', order_type: 'MKT' };
      const answer = await world.tool('tiger_place_order', { ...order, ...WHY });
      expect(answer).toMatchObject({ status: 'blocked', final: true });
      expect(rows(answer, 'controls')).toContainEqual(
        expect.objectContaining({ control: 'order_notional', level: 'block', limit: '10000 USD' }),
      );
      expect(world.sent('place_order')).toBe(2);
    },
  },
  {
    says: 'What would 20 more Microsoft cost me, fees included?',
    async carryOut(world) {
      const order = {
        ...DEMO,
        symbol: 'MSFT',
        side: 'BUY',
        quantity: 20,
        order_type: 'LMT',
        price: '380.04',
      };
      const preview = await world.tool('tiger_preview_order', order);
      const { commission } = preview['broker'] as Record<string, unknown>;
      expect(preview).toMatchObject({ would_be_blocked: false, quote: { ask_price: '380.04' } });
      // 20 x 380.04 is 7,600.80, and the fees of 20 shares came to 2.05 before.
      expect(20n * millionths('380.04') + millionths(commission)).toBe(millionths('7602.85'));
      expect(world.sent('place_order')).toBe(2);
      expect(rows(await world.tool('tiger_list_proposals', { waiting_only: true }), 'proposals')).toEqual([]);
    },
  },
  {
    says: 'Cancel my open Apple order.',
    async carryOut(world) {
      await restingOrder(world);
      const [open] = rows(
        await world.tool('tiger_get_orders', { ...DEMO, status: 'open', symbol: 'AAPL' }),
        'orders',
      );
      const order_id = open?.['order_id'];
      await world.tool('tiger_cancel_order', { ...DEMO, order_id, ...WHY });
      expect(world.sent('cancel_order')).toBe(1);
      world.pass(1000);
      const order = () => world.tool('tiger_get_order', { ...DEMO, order_id });
      await expect.poll(order).toMatchObject({ status: 'cancelled', filled_quantity: '0' });
    },
  },
  {
    says: 'Raise the limit of that order to 181.',
    async carryOut(world) {
      const order_id = await restingOrder(world);
      const change = await world.tool('tiger_modify_order', { ...DEMO, order_id, new_price: 181, ...WHY });
      // A higher limit may cost more, so the person decides.
      expect(change).toMatchObject({
        kind: 'modify',
        status: 'awaiting_approval',
        modifies_order_id: order_id,
      });
      expect(world.sent('modify_order')).toBe(0);
      await world.approve(change['proposal_id']);
      const order = () => world.tool('tiger_get_order', { ...DEMO, order_id });
      await expect.poll(order).toMatchObject({ price: '181', quantity: '10' });
    },
  },
  {
    says: 'Go through everything I bought, one by one, the newest first.',
    async carryOut(world) {
      const page = { ...DEMO, status: 'filled', limit: 1 };
      const first = await world.tool('tiger_get_orders', page);
      expect(first).toMatchObject({ shown: 1, truncated: true, next_cursor: expect.any(String) });
      // The market moves on between two pages; the second one is of the same list all the same.
      world.pass(1_000);
      const second = await world.tool('tiger_get_orders', { ...page, cursor: first['next_cursor'] });
      expect(second).toMatchObject({ shown: 1, truncated: false, next_cursor: null });
      const symbols = [first, second].flatMap((answer) => rows(answer, 'orders')).map(({ symbol }) => symbol);
      expect(symbols).toEqual(['MSFT', 'AAPL']);
    },
  },
  {
    says: 'Reduce that order to 4 shares.',
    async carryOut(world) {
      const order_id = await restingOrder(world);
      await world.tool('tiger_modify_order', { ...DEMO, order_id, new_quantity: 4, ...WHY });
      // It only reduces risk, so it went at once.
      expect(world.sent('modify_order')).toBe(1);
      const order = () => world.tool('tiger_get_order', { ...DEMO, order_id });
      await expect.poll(order).toMatchObject({ quantity: '4', price: '180' });
    },
  },
  {
    says: 'Stop all trading!',
    async carryOut(world) {
      await world.tool('tiger_trip_kill_switch', { scope: 'app', reason: 'The user said stop.' });
      const order = { ...DEMO, symbol: 'MSFT', side: 'BUY', quantity: 1, order_type: 'MKT' };
      const answer = await world.tool('tiger_place_order', { ...order, ...WHY });
      expect(answer).toMatchObject({ status: 'blocked' });
      expect(rows(answer, 'controls').map(({ control }) => control)).toContain('kill_switch');
      expect(world.sent('place_order')).toBe(2);
    },
  },
  {
    says: 'Did my Apple order go through?',
    async carryOut(world) {
      const proposals = rows(await world.tool('tiger_list_proposals'), 'proposals');
      const mine = proposals.find(({ sentence }) => String(sentence).includes('AAPL'));
      expect(mine).toMatchObject({
        status: 'filled',
        filled_quantity: '40',
        average_fill_price: '200.05275',
      });
      const order = await world.tool('tiger_get_order', { ...DEMO, order_id: mine?.['order_id'] });
      expect(order).toMatchObject({ status: 'filled', commission: '2.11' });
    },
  },
  {
    says: 'Never mind, take that back.',
    async carryOut(world) {
      const order = { ...DEMO, symbol: 'MSFT', side: 'BUY', quantity: 1, order_type: 'MKT' };
      const { proposal_id } = await world.tool('tiger_place_order', { ...order, ...WHY });
      await world.tool('tiger_withdraw_proposal', { proposal_id });
      expect(await world.tool('tiger_get_proposal', { proposal_id })).toMatchObject({
        status: 'withdrawn',
        final: true,
      });
      await expect(world.approve(proposal_id)).rejects.toThrow(/No decision is awaited/);
      expect(world.sent('place_order')).toBe(2);
    },
  },
]);

evaluateTrades('orders that go wrong', TWO_SHARES, [
  {
    says: 'Buy one Microsoft. (The connection breaks, and the assistant says it again.)',
    async carryOut(world) {
      const order = {
        ...DEMO,
        symbol: 'MSFT',
        side: 'BUY',
        quantity: 1,
        order_type: 'MKT',
        request_id: 'msft-1',
      };
      const first = await world.tool('tiger_place_order', { ...order, ...WHY });
      const again = await world.tool('tiger_place_order', { ...order, ...WHY });
      expect(again['proposal_id']).toBe(first['proposal_id']);
      expect(
        rows(await world.tool('tiger_list_proposals', { waiting_only: true }), 'proposals'),
      ).toHaveLength(1);
    },
  },
  {
    says: 'Protect my Apple with a stop at 190.',
    async carryOut(world) {
      const order = {
        ...DEMO,
        symbol: 'AAPL',
        side: 'SELL',
        quantity: 40,
        order_type: 'stop',
        stop_price: 190,
      };
      const { proposal_id, sentence } = await world.tool('tiger_place_order', {
        ...order,
        time_in_force: 'GTC',
        ...WHY,
      });
      expect(sentence).toContain('SELL 40 AAPL');
      await world.approve(proposal_id);
      await world.becomes(proposal_id, 'working');
      const open = rows(await world.tool('tiger_get_orders', { ...DEMO, status: 'open' }), 'orders');
      expect(open).toMatchObject([{ order_type: 'STP', stop_price: '190', price: null, quantity: '40' }]);
    },
  },
  {
    says: 'Buy one Microsoft. (Nobody decides for an hour.)',
    async carryOut(world) {
      const order = { ...DEMO, symbol: 'MSFT', side: 'BUY', quantity: 1, order_type: 'MKT' };
      const { proposal_id, expires_at } = await world.tool('tiger_place_order', { ...order, ...WHY });
      expect(expires_at).toBe('2026-11-23T15:05:00.000Z');
      world.pass(3_600_000);
      // A click that comes too late sends nothing.
      await world.approve(proposal_id);
      expect(await world.tool('tiger_get_proposal', { proposal_id })).toMatchObject({
        status: 'expired',
        final: true,
      });
      expect(world.sent('place_order')).toBe(2);
    },
  },
  {
    says: 'Buy Apple at 205.005.',
    async carryOut(world) {
      const order = {
        ...DEMO,
        symbol: 'AAPL',
        side: 'BUY',
        quantity: 1,
        order_type: 'LMT',
        price: '205.005',
      };
      const answer = await world.tool('tiger_place_order', { ...order, ...WHY });
      expect(answer).toMatchObject({ status: 'blocked' });
      expect(JSON.stringify(answer['controls'])).toMatch(/0\.01/);
      expect(world.sent('place_order')).toBe(2);
    },
  },
  {
    says: 'Buy 50 shares of HSBC in Hong Kong.',
    async carryOut(world) {
      const order = { ...DEMO, symbol: '5', side: 'BUY', quantity: 50, order_type: 'LMT', price: '50' };
      const answer = await world.tool('tiger_place_order', { ...order, ...WHY });
      expect(answer).toMatchObject({ status: 'blocked', order: { symbol: '00005', currency: 'HKD' } });
      // The lot is 400.
      expect(JSON.stringify(answer['controls'])).toMatch(/400/);
    },
  },
  {
    says: 'Buy Apple with a limit. (The assistant forgets the price.)',
    async carryOut(world) {
      const order = { ...DEMO, symbol: 'AAPL', side: 'BUY', quantity: 1, order_type: 'LMT' };
      const error = await world.error('tiger_place_order', { ...order, ...WHY });
      expect(error).toMatchObject({ code: 'invalid_input', retryable: false });
      expect(error['message']).toContain('price');
    },
  },
  {
    says: 'Just buy it. (The assistant names no account.)',
    async carryOut(world) {
      const order = { symbol: 'AAPL', side: 'BUY', quantity: 1, order_type: 'MKT' };
      const error = await world.error('tiger_place_order', { ...order, ...WHY });
      expect(error).toMatchObject({ code: 'invalid_input' });
      expect(error['message']).toContain('account_id');
      expect(world.sent('place_order')).toBe(2);
    },
  },
]);
