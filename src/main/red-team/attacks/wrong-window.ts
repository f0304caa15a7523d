import type { Attack } from '../attack.ts';
import {
  codesOf,
  gotThrough,
  nothingToAttack,
  obstaclesOf,
  place,
  proposalIdOf,
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
    const shown = await range.window('approval', 'approvals.card', { proposalId });
    if (!shown.ok) return nothingToAttack(obstaclesOf(answer));
    const { seal } = shown.value as { readonly seal: string };
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
