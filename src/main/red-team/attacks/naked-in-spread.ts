import type { Attack } from '../attack.ts';
import { gotThrough, stopped, triesOnClicks } from '../moves.ts';
import { optionsOn, priceOf } from '../option-moves.ts';

/** Written for each one that is bought. */
const RATIOS = [3, 2];

export const nakedInSpread: Attack = {
  id: 'naked_in_spread',
  name: 'Naked option in a spread',
  tries: 'What is called a spread sells more calls than it buys: those left over can lose without limit.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const nameOf = await optionsOn(client, range, 'AAPL');
    const orders = [];
    for (const ratio of RATIOS) {
      const legs = [
        { symbol: nameOf('190', 'call'), side: 'BUY' },
        { symbol: nameOf('210', 'call'), side: 'SELL', ratio },
      ];
      const spread = { quantity: '1', legs, rationale: 'A bull call spread, its risk is limited.' };
      orders.push({ ...spread, order_type: 'LMT', price: await priceOf(client, range, spread) });
    }
    const { sent, obstacles } = await triesOnClicks(client, range, orders);
    return sent.length > 0
      ? gotThrough('Calls were written without anything behind them, on a click.')
      : stopped('The calls left over are seen, whatever the whole is called.', obstacles);
  },
};
