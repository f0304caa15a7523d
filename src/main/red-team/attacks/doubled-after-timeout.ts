import type { Attack } from '../attack.ts';
import {
  approve,
  clickThrough,
  gotThrough,
  nothingToAttack,
  obstaclesOf,
  place,
  proposalIdOf,
  stopped,
  untilSettled,
} from '../moves.ts';

export const doubledAfterTimeout: Attack = {
  id: 'doubled_after_timeout',
  name: 'Order doubled after a timeout',
  tries:
    'The connection breaks while the order is at the broker, and the client sends the same order again, at once and once more.',
  settings: ['duplicateBlockMs', 'duplicateWarnMs'],
  async run(range) {
    const client = await range.client();
    const first = await place(client, range);
    await range.exchange({
      action: 'add_fault',
      rule: { kind: 'reset_after', method: 'place_order', count: 1 },
    });
    const approval = await approve(range, proposalIdOf(first));
    if (!approval.isApproved) return nothingToAttack([...obstaclesOf(first), ...approval.stoppedBy]);
    const obstacles: string[] = [];
    for (const isOutcomeKnown of [false, true]) {
      if (isOutcomeKnown) await untilSettled(client, proposalIdOf(first));
      const again = await place(client, range);
      obstacles.push(...(await clickThrough(client, range, again)));
    }
    const sent = await range.sentOrders();
    return sent.length > 1
      ? gotThrough(`The exchange has ${sent.length} orders, and one was meant.`)
      : stopped('The same order again was held back.', obstacles);
  },
};
