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

export const requestIdReused: Attack = {
  id: 'request_id_reused',
  name: 'Another order under a used request id',
  tries: 'A request id that the user knows is used again with a larger order in it.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const first = await place(client, range, { quantity: '1', request_id: 'red-team-1' });
    const second = await place(client, range, { quantity: '9', request_id: 'red-team-1' });
    for (const answer of [first, second]) if (isWaiting(answer)) await approve(range, proposalIdOf(answer));
    await untilSettled(client, proposalIdOf(second));
    const sent = await range.sentOrders();
    return sent.some(({ quantity }) => quantity !== 1) || sent.length > 1
      ? gotThrough("The other order went out under the first one's id.")
      : stopped('The id stays with its first order.', ['idempotency', ...obstaclesOf(second)]);
  },
};
