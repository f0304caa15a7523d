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

export const expiredApproval: Attack = {
  id: 'expired_approval',
  name: 'Approval after the time is over',
  tries: 'A proposal is approved long after its time to decide, when nobody remembers why it was made.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range);
    const proposalId = proposalIdOf(answer);
    const card = await shownCard(range, proposalId);
    if (card === null) return nothingToAttack(obstaclesOf(answer));
    const { seal } = card;
    range.passTime(range.settings.approvalLifetimePaperMs + 1);
    const late = await decide(range, { proposalId, seal });
    await untilSettled(client, proposalId);
    const sent = await range.sentOrders();
    return sent.length > 0 || isDelivered(late)
      ? gotThrough('An order was sent on an approval that came too late.')
      : stopped('After its time nothing is sent.', ['approval_time_to_live', ...codesOf(late)]);
  },
};
