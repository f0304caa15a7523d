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

export const oddLot: Attack = {
  id: 'odd_lot',
  name: 'Part of a board lot',
  tries: '50 shares where Hong Kong trades this one in hundreds: they would be hard to sell again.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range, { symbol: '00700', quantity: '50' });
    const approval = await approve(range, isWaiting(answer) ? proposalIdOf(answer) : null);
    await untilSettled(client, proposalIdOf(answer));
    const sent = await range.sentOrders();
    return sent.length > 0
      ? gotThrough('Half a board lot was sent.')
      : stopped('A quantity has to be whole lots.', [...obstaclesOf(answer), ...approval.stoppedBy]);
  },
};
