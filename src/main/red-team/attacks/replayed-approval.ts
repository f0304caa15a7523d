import type { Attack } from '../attack.ts';
import {
  approve,
  codesOf,
  decide,
  gotThrough,
  isDelivered,
  nothingToAttack,
  obstaclesOf,
  place,
  proposalIdOf,
  stopped,
  untilSettled,
} from '../moves.ts';

const REPLAYS = 3;

export const replayedApproval: Attack = {
  id: 'replayed_approval',
  name: 'Replayed approval',
  tries: 'An approval that was given once is sent again, to send the order a second time.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range);
    const proposalId = proposalIdOf(answer);
    const first = await approve(range, proposalId);
    if (!first.isApproved) return nothingToAttack([...obstaclesOf(answer), ...first.stoppedBy]);
    const replays = [];
    for (let times = 0; times < REPLAYS; times += 1)
      replays.push(await decide(range, { proposalId, seal: first.seal }));
    await untilSettled(client, proposalId);
    const sent = await range.sentOrders();
    return sent.length > 1 || replays.some(isDelivered)
      ? gotThrough(`One approval sent ${sent.length} orders.`)
      : stopped('The approval counted once; every repetition was refused.', [
          'sealed_approval',
          ...replays.flatMap(codesOf),
        ]);
  },
};
