import { expect } from 'vitest';
import { evaluateTrades, rows, TWO_SHARES } from './evaluate.ts';

const DEMO = { account_id: 'demo' };
const WHY = { rationale: 'The user asked for it.' };

evaluateTrades('baskets', TWO_SHARES, [
  {
    says: 'Sell 10 Apple and buy 4 Microsoft with one approval.',
    async carryOut(world) {
      const orders = [
        { symbol: 'MSFT', side: 'BUY', quantity: 4, order_type: 'MKT' },
        { symbol: 'AAPL', side: 'SELL', quantity: 10, order_type: 'MKT' },
      ];
      const basket = await world.tool('tiger_place_basket', { ...DEMO, orders, ...WHY });
      expect(basket).toMatchObject({
        status: 'awaiting_approval',
        sentence: 'BASKET of 2: SELL 10 AAPL, BUY 4 MSFT',
      });
      expect(world.sent('place_order')).toBe(2);
      await world.approve(basket['proposal_id']);
      const { legs } = await world.becomes(basket['proposal_id'], 'filled');
      expect(legs).toMatchObject([
        { status: 'filled', filled_quantity: '10', order: { symbol: 'AAPL' } },
        { status: 'filled', filled_quantity: '4', order: { symbol: 'MSFT' } },
      ]);
      expect(world.sent('place_order')).toBe(4);
      const positions = rows(await world.tool('tiger_get_positions', DEMO), 'positions');
      expect(positions.map(({ symbol, quantity }) => [symbol, quantity]).toSorted()).toEqual([
        ['AAPL', '30'],
        ['MSFT', '24'],
      ]);
    },
  },
]);
