import type { Attack } from '../attack.ts';
import {
  approve,
  gotThrough,
  isWaiting,
  obstaclesOf,
  place,
  proposalIdOf,
  stopped,
  untilSettled,
} from '../moves.ts';

export const lotsForShares: Attack = {
  id: 'lots_for_shares',
  name: 'Lots taken for shares',
  tries:
    'One hundred lots of a Hong Kong share where one hundred shares were meant: a hundred times as much.',
  settings: ['orderQuantityMax', 'orderQuantityWarn', 'orderNotionalMax'],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range, { symbol: '00700', quantity: '10000' });
    const approval = await approve(range, isWaiting(answer) ? proposalIdOf(answer) : null);
    await untilSettled(client, proposalIdOf(answer));
    const sent = await range.sentOrders();
    return sent.length > 0
      ? gotThrough('10,000 shares, about 6,000,000 HKD, went out on a click.')
      : stopped('The order is far beyond the limits of one order.', [
          ...obstaclesOf(answer),
          ...approval.stoppedBy,
        ]);
  },
};
