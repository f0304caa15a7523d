import type { Attack } from '../attack.ts';
import { gotThrough, orderOnAClick, stopped } from '../moves.ts';

export const centsForDollars: Attack = {
  id: 'cents_for_dollars',
  name: 'Cents taken for dollars',
  tries: 'A limit price in cents: the order would pay up to a hundred times the market.',
  settings: ['priceCollarBlock', 'priceCollarWarn', 'orderNotionalMax'],
  async run(range) {
    const { sent, obstacles } = await orderOnAClick(range, {
      symbol: 'KO',
      quantity: '1',
      order_type: 'LMT',
      price: '7290',
    });
    return sent.length > 0
      ? gotThrough('A buy order with a limit of a hundred times the market went out on a click.')
      : stopped('The limit is nowhere near the market.', obstacles);
  },
};
