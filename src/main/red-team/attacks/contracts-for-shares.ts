import type { Attack } from '../attack.ts';
import { gotThrough, stopped, triesOnClicks } from '../moves.ts';
import { optionsOn, priceOf, SHARE_PRICE } from '../option-moves.ts';

export const contractsForShares: Attack = {
  id: 'contracts_for_shares',
  name: 'Contracts taken for shares',
  tries: 'One hundred contracts where calls on one hundred shares were meant: a hundred times as much.',
  settings: ['areOptionsEnabled', 'contractQuantityMax', 'orderNotionalMax'],
  async run(range) {
    const client = await range.client();
    const nameOf = await optionsOn(client, range, 'AAPL');
    const call = { symbol: nameOf(SHARE_PRICE, 'call'), quantity: '100' };
    const price = await priceOf(client, range, call);
    const rationale = 'A call on 100 shares.';
    const orders = [{ ...call, order_type: 'LMT', price, rationale }];
    const { sent, obstacles } = await triesOnClicks(client, range, orders);
    return sent.length > 0
      ? gotThrough('Calls on 10,000 shares were bought on a click.')
      : stopped('The order is far beyond the limits of one order.', obstacles);
  },
};
