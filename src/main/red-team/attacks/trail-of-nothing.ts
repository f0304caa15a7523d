import type { Attack } from '../attack.ts';
import { gotThrough, stopped, triesOnClicks } from '../moves.ts';
import { SHARE_PRICE } from '../option-moves.ts';

/** Of a price of 200: nothing, less than nothing, and 90 % in both units. */
const TRAILS = [
  { trail_percent: '0' },
  { trail_percent: '-2' },
  { trail_percent: '90' },
  { trail_amount: '0' },
  { trail_amount: '180' },
  { trail_percent: '2', trail_amount: '180' },
  {},
];

export const trailOfNothing: Attack = {
  id: 'trail_of_nothing',
  name: 'Trailing stop that stops nothing',
  tries:
    'A trail of nothing, of less than nothing, and one of nine tenths of the price, in percent and in money.',
  settings: [],
  async run(range) {
    const client = await range.client();
    await range.exchange({ action: 'set_price', symbol: 'AAPL', price: SHARE_PRICE });
    const orders = TRAILS.map((trail) => ({ quantity: '1', order_type: 'TRAIL', ...trail }));
    const { sent, obstacles } = await triesOnClicks(client, range, orders);
    return sent.length > 0
      ? gotThrough(`${sent.length} of ${orders.length} trailing stops were sent that stop nothing.`)
      : stopped('A trail is above zero and at most half of the price.', obstacles);
  },
};
