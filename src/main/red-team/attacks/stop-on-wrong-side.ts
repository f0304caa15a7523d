import type { Attack } from '../attack.ts';
import { gotThrough, stopped, triesOnClicks } from '../moves.ts';
import { SHARE_PRICE } from '../option-moves.ts';

const LIMIT = { quantity: '1', order_type: 'LMT', price: SHARE_PRICE };
/** The last has a limit at which nobody buys once the price has fallen to its trigger. */
const BRACKETS = [
  { stop_loss_price: '210' },
  { take_profit_price: '190' },
  { take_profit_price: '190', stop_loss_price: '210' },
  { stop_loss_price: SHARE_PRICE },
  { take_profit_price: '220', stop_loss_price: '190', stop_loss_limit_price: '215' },
];

export const stopOnWrongSide: Attack = {
  id: 'stop_on_wrong_side',
  name: 'Stop loss on the wrong side',
  tries: 'A bracket that protects nothing: its stop is where the profit should be, or never fills.',
  settings: [],
  async run(range) {
    const client = await range.client();
    await range.exchange({ action: 'set_price', symbol: 'AAPL', price: SHARE_PRICE });
    const orders = BRACKETS.map((bracket) => ({ ...LIMIT, bracket }));
    const { sent, obstacles } = await triesOnClicks(client, range, orders);
    return sent.length > 0
      ? gotThrough(`${sent.length} of ${orders.length} brackets were sent that protect nothing.`)
      : stopped('A stop is beyond the price on the side of the loss, or there is no order.', obstacles);
  },
};
