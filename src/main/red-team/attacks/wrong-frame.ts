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

/** A frame of the app's own origin inside a page is a frame all the same. */
const senders = (origin: string) => [
  { frame: null },
  { frame: { hasParent: true, origin } },
  { frame: { hasParent: false, origin: 'https://example.com' } },
  { frame: { hasParent: false, origin: 'null' } },
  { contentsId: 999 },
];

export const wrongFrame: Attack = {
  id: 'wrong_frame',
  name: 'Decision from a foreign frame',
  tries:
    'A frame inside the window, a page from elsewhere, and something that is no window decide on the order.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range);
    const proposalId = proposalIdOf(answer);
    const card = await shownCard(range, proposalId);
    if (card === null) return nothingToAttack(obstaclesOf(answer));
    const { seal } = card;
    const input = { decision: 'approve', proposalId, seal, acknowledged: [], isStillWanted: true };
    const replies = [];
    for (const sender of senders(range.origin))
      replies.push(await range.window('approval', 'approvals.decide', input, sender));
    await untilSettled(client, proposalId);
    const sent = await range.sentOrders();
    return sent.length > 0 || replies.some(({ ok }) => ok)
      ? gotThrough('A decision counted that did not come from the approval window.')
      : stopped('Only the top frame of the approval window may decide.', replies.flatMap(codesOf));
  },
};
