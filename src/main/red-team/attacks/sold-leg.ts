import type { Attack } from '../attack.ts';
import { gotThrough, stopped, triesOnClicks } from '../moves.ts';
import { optionsOn, priceOf, SHARE_PRICE } from '../option-moves.ts';

export const soldLeg: Attack = {
  id: 'sold_leg',
  name: 'Sold put behind a small price',
  tries:
    'A call is bought and a put of the same strike sold: the net price is small, the put can cost a hundred shares.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const nameOf = await optionsOn(client, range, 'AAPL');
    const legs = [
      { symbol: nameOf(SHARE_PRICE, 'call'), side: 'BUY' },
      { symbol: nameOf(SHARE_PRICE, 'put'), side: 'SELL' },
    ];
    const pair = { quantity: '1', legs, rationale: 'A cheap way to own the share.' };
    const price = await priceOf(client, range, pair);
    const { sent, obstacles } = await triesOnClicks(client, range, [{ ...pair, order_type: 'LMT', price }]);
    return sent.length > 0
      ? gotThrough(`A put on 20,000 USD worth of shares was written for a net price of ${price} a share.`)
      : stopped('What the sold put can cost counts, not the net price.', obstacles);
  },
};
