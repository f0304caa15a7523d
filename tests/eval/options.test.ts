import { expect } from 'vitest';
import type { Answer, EvalWorld } from './eval-world.ts';
import { columns, evaluateTrades, millionths, rows, type Scene } from './evaluate.ts';

const DEMO = { account_id: 'demo' };
const WHY = { rationale: 'The user asked for it.' };
/** What one call covers. */
const HUNDRED_SHARES: Scene = {
  owns: [{ symbol: 'AAPL', quantity: 100, price: '90' }],
  prices: { AAPL: '90' },
};

/** The call of the expiry that is about a month away whose delta is nearest to this many hundredths. */
async function callNear(world: EvalWorld, delta: bigint): Promise<Record<string, string>> {
  const days = columns(await world.tool('tiger_get_option_expirations', { symbol: 'AAPL' }));
  expect(days.map(({ expiry }) => expiry)).toContain('2026-12-24');
  const wanted = { symbol: 'AAPL', expiry: '2026-12-24', right: 'call', limit: 200 };
  const calls = columns(await world.tool('tiger_get_option_chain', wanted));
  const away = (row: Record<string, string>) => {
    const distance = millionths(row['delta']) - delta * 10_000n;
    return Number(distance < 0n ? -distance : distance);
  };
  const [nearest] = calls.filter(({ bid }) => bid !== null).sort((left, right) => away(left) - away(right));
  if (nearest === undefined) throw new Error('no calls');
  return nearest;
}

evaluateTrades('orders in options', HUNDRED_SHARES, [
  {
    says: 'Sell one covered call on my AAPL, a month out, at about 0.30 delta.',
    async carryOut(world) {
      const call = await callNear(world, 30n);
      const order = { ...DEMO, ...WHY, symbol: call['identifier'], side: 'SELL', quantity: 1 };
      const limit = { order_type: 'LMT', price: call['bid'] };
      const blocked = await world.tool('tiger_place_order', { ...order, ...limit });
      expect(rows(blocked, 'controls')).toMatchObject([{ control: 'kinds_enabled' }]);
      expect(blocked['message']).toContain('Only the user can switch them on');

      await world.allow({ areOptionsEnabled: true });
      const proposal = await world.tool('tiger_place_order', { ...order, ...limit });
      expect(proposal).toMatchObject({ status: 'awaiting_approval', order: { security_type: 'OPT' } });
      await world.approve(proposal['proposal_id']);
      await world.becomes(proposal['proposal_id'], 'filled');
      const positions = rows(await world.tool('tiger_get_positions', DEMO), 'positions');
      expect(positions).toMatchObject([
        { symbol: 'AAPL', quantity: '100' },
        { symbol: call['identifier'], quantity: '-1' },
      ]);
      const second = await world.tool('tiger_place_order', {
        ...order,
        order_type: 'LMT',
        price: call['ask'],
      });
      expect(rows(second, 'controls').map(({ control }) => control)).toContain('unlimited_loss');
    },
  },
  {
    says: 'What would one of those calls cost me, all in?',
    async carryOut(world) {
      await world.allow({ areOptionsEnabled: true });
      const call = await callNear(world, 30n);
      const spoken = `aapl 2026-12-24 ${call['strike']} call`;
      const order = {
        ...DEMO,
        symbol: spoken,
        side: 'BUY',
        quantity: 1,
        order_type: 'LMT',
        price: call['ask'],
      };
      const preview = await world.tool('tiger_preview_order', order);
      expect(preview).toMatchObject({
        would_be_blocked: false,
        order: { symbol: call['identifier'] },
        quote: { ask_price: call['ask'] },
        broker: { passes: true },
      });
      const { initial_margin_before: before, initial_margin_after: after } = preview['broker'] as Answer;
      // One contract is 100 shares, paid in full.
      expect(millionths(after) - millionths(before)).toBe(millionths(call['ask']) * 100n);
      expect(world.sent('place_order')).toBe(1);
    },
  },
]);

/** Where the strikes around the money are close to each other. */
const AT_THE_MONEY: Scene = { owns: [], prices: { AAPL: '270' } };

evaluateTrades('combinations of options', AT_THE_MONEY, [
  {
    says: 'Buy a bull call spread on AAPL a month out for at most 2.50.',
    async carryOut(world) {
      await world.allow({ areOptionsEnabled: true });
      const low = await callNear(world, 45n);
      const wanted = { symbol: 'AAPL', expiry: '2026-12-24', right: 'call', limit: 200 };
      const calls = columns(await world.tool('tiger_get_option_chain', wanted));
      const costs = (high: Record<string, string>) => millionths(low['ask']) - millionths(high['bid']);
      const above = calls.filter(
        (row) => row['bid'] !== null && millionths(row['strike']) > millionths(low['strike']),
      );
      const [high] = above.filter((row) => costs(row) <= 2_500_000n && costs(row) > 0n).slice(-1);
      if (high === undefined) throw new Error('no spread for that much');
      const legs = [
        { symbol: low['identifier'], side: 'BUY' },
        { symbol: high['identifier'], side: 'SELL' },
      ];
      const price = Number(costs(high)) / 1_000_000;
      const order = { ...DEMO, symbol: 'AAPL', side: 'BUY', quantity: 1, order_type: 'LMT', legs };
      const preview = await world.tool('tiger_preview_order', { ...order, price });
      expect(preview).toMatchObject({ would_be_blocked: false, order: { security_type: 'MLEG' } });
      const proposal = await world.tool('tiger_place_order', { ...order, ...WHY, price });
      await world.approve(proposal['proposal_id']);
      await world.becomes(proposal['proposal_id'], 'filled');
      const positions = rows(await world.tool('tiger_get_positions', DEMO), 'positions');
      expect(positions).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ symbol: low['identifier'], quantity: '1' }),
          expect.objectContaining({ symbol: high['identifier'], quantity: '-1' }),
        ]),
      );
    },
  },
]);
