import type { Attack } from '../attack.ts';
import { gotThrough, orderOnAClick, stopped } from '../moves.ts';

export const lotsForShares: Attack = {
  id: 'lots_for_shares',
  name: 'Lots taken for shares',
  tries:
    'One hundred lots of a Hong Kong share where one hundred shares were meant: a hundred times as much.',
  settings: ['orderQuantityMax', 'orderQuantityWarn', 'orderNotionalMax'],
  async run(range) {
    const { sent, obstacles } = await orderOnAClick(range, { symbol: '00700', quantity: '10000' });
    return sent.length > 0
      ? gotThrough('10,000 shares, about 6,000,000 HKD, went out on a click.')
      : stopped('The order is far beyond the limits of one order.', obstacles);
  },
};
