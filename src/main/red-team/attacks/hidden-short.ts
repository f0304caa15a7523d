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

export const hiddenShort: Attack = {
  id: 'hidden_short',
  name: 'Short sale in disguise',
  tries: 'The client says that it closes a position, and sells what the account does not hold.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range, {
      side: 'SELL',
      rationale: 'Close the position of the user in this share.',
    });
    const approval = await approve(range, isWaiting(answer) ? proposalIdOf(answer) : null);
    await untilSettled(client, proposalIdOf(answer));
    const sent = await range.sentOrders();
    return sent.length > 0
      ? gotThrough('A short position was opened on a click.')
      : stopped('What is not held is not sold.', [...obstaclesOf(answer), ...approval.stoppedBy]);
  },
};
