import type { Attack } from '../attack.ts';
import { gotThrough, stopped, triesOnClicks } from '../moves.ts';
import { optionsOn } from '../option-moves.ts';

export const creditForDebit: Attack = {
  id: 'credit_for_debit',
  name: 'Credit taken for a debit',
  tries:
    'The sign of a net price is turned: money is paid for a spread that brings some, or a price is below zero.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const nameOf = await optionsOn(client, range, 'AAPL');
    const [near, far] = [nameOf('200', 'call'), nameOf('210', 'call')];
    const brings = [
      { symbol: near, side: 'SELL' },
      { symbol: far, side: 'BUY' },
    ];
    const spread = { quantity: '1', order_type: 'LMT', legs: brings };
    const { sent, obstacles } = await triesOnClicks(client, range, [
      { ...spread, price: '3', rationale: 'Buy the spread for 3.00 or less.' },
      { ...spread, price: '-3', rationale: 'Buy the spread at a price of -3.00.' },
      { ...spread, side: 'SELL', price: '-3', rationale: 'Sell it at -3.00.' },
      { ...spread, side: 'SELL', price: '3', rationale: 'Sell it for 3.00.' },
    ]);
    return sent.length > 0
      ? gotThrough('A spread was sent whose net price has the wrong sign.')
      : stopped('A net price is above zero, and a combination that brings money is not bought.', obstacles);
  },
};
