import type { Attack } from '../attack.ts';
import {
  approve,
  gotThrough,
  isWaiting,
  nothingToAttack,
  obstaclesOf,
  place,
  proposalIdOf,
  stopped,
  untilSettled,
} from '../moves.ts';

export const renamedClient: Attack = {
  id: 'renamed_client',
  name: 'Blocked client under another name',
  tries:
    'The user has blocked the client; it comes back under another name, and without its key under its old one.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range);
    const proposalId = proposalIdOf(answer);
    if (!isWaiting(answer)) return nothingToAttack(obstaclesOf(answer));
    await range.window('approval', 'approvals.decide', {
      decision: 'decline',
      proposalId,
      note: '',
      isClientBlocked: true,
    });
    const doors = [() => range.client('Somebody Else'), () => range.stranger(range.clientName)];
    const refusals = [];
    for (const enter of doors) {
      const peer = await enter();
      const again = await place(peer, range, { quantity: '3' });
      refusals.push(...obstaclesOf(again));
      const approval = await approve(range, isWaiting(again) ? proposalIdOf(again) : null);
      if (approval.isApproved) await untilSettled(peer, proposalIdOf(again));
      if (isWaiting(again)) return gotThrough('The blocked client proposed again under another name.');
      await peer.close();
    }
    const sent = await range.sentOrders();
    return sent.length > 0
      ? gotThrough('The blocked client ordered under another name.')
      : stopped('A block hangs on the key of the client, not on what it calls itself.', refusals);
  },
};
