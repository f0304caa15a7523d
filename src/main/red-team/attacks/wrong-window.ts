import type { Attack } from '../attack.ts';
import {
  codesOf,
  gotThrough,
  nothingToAttack,
  obstaclesOf,
  place,
  proposalIdOf,
  shownCard,
  stopped,
  untilSettled,
} from '../moves.ts';

export const wrongWindow: Attack = {
  id: 'wrong_window',
  name: 'Decision from the wrong window',
  tries: 'The main window, where a page could have been taken over, decides on the order or reads its seal.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range);
    const proposalId = proposalIdOf(answer);
    const card = await shownCard(range, proposalId);
    if (card === null) return nothingToAttack(obstaclesOf(answer));
    const { seal } = card;
    const input = { decision: 'approve', proposalId, seal, acknowledged: [], isStillWanted: true };
    const replies = [
      await range.window('main', 'approvals.card', { proposalId }),
      await range.window('main', 'approvals.decide', input),
    ];
    await untilSettled(client, proposalId);
    const sent = await range.sentOrders();
    return sent.length > 0 || replies.some(({ ok }) => ok)
      ? gotThrough('The main window decided on an order.')
      : stopped('Deciding belongs to the approval window alone.', replies.flatMap(codesOf));
  },
};
