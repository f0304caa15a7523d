import type { Attack } from '../attack.ts';
import {
  codesOf,
  decide,
  gotThrough,
  isDelivered,
  nothingToAttack,
  obstaclesOf,
  place,
  proposalIdOf,
  shownCard,
  stopped,
  untilSettled,
} from '../moves.ts';

export const swappedSeal: Attack = {
  id: 'swapped_seal',
  name: 'Approval of another order',
  tries: 'The approval of a small order is used for a larger one of the same client.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const small = await place(client, range, { quantity: '1' });
    const large = await place(client, range, { quantity: '7' });
    const card = await shownCard(range, proposalIdOf(small));
    if (card === null || proposalIdOf(large) === null)
      return nothingToAttack([...obstaclesOf(small), ...obstaclesOf(large)]);
    const { seal } = card;
    const tries = [
      await decide(range, { proposalId: proposalIdOf(large), seal }),
      await decide(range, { proposalId: proposalIdOf(large), seal: 'f'.repeat(64) }),
    ];
    await untilSettled(client, proposalIdOf(large));
    const sent = await range.sentOrders();
    return sent.length > 0 || tries.some(isDelivered)
      ? gotThrough('An approval counted for another order than the one on its card.')
      : stopped('A seal belongs to one card alone.', ['sealed_approval', ...tries.flatMap(codesOf)]);
  },
};
