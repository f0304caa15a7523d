import type { Attack } from '../attack.ts';
import { gotThrough, orderOnAClick, stopped } from '../moves.ts';

export const oddLot: Attack = {
  id: 'odd_lot',
  name: 'Part of a board lot',
  tries: '50 shares where Hong Kong trades this one in hundreds: they would be hard to sell again.',
  settings: [],
  async run(range) {
    const { sent, obstacles } = await orderOnAClick(range, { symbol: '00700', quantity: '50' });
    return sent.length > 0
      ? gotThrough('Half a board lot was sent.')
      : stopped('A quantity has to be whole lots.', obstacles);
  },
};
