import { PLAIN_FORM } from '../../../shared/domain/order-form.ts';
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

export const editedAfterApproval: Attack = {
  id: 'edited_after_approval',
  name: 'Order edited behind the approval',
  tries:
    'The order changes after the person has looked at its card, and the old approval is used for the new one.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range, { quantity: '1' });
    const proposalId = proposalIdOf(answer);
    const card = await shownCard(range, proposalId);
    if (card === null) return nothingToAttack(obstaclesOf(answer));
    const { seal } = card;
    const edited = await range.window('approval', 'approvals.edit', {
      proposalId,
      seal,
      orderType: 'MKT',
      quantity: '8',
      limitPrice: null,
      stopPrice: null,
      timeInForce: 'DAY',
      ...PLAIN_FORM,
    });
    if (!edited.ok) return stopped('The larger order was refused.', codesOf(edited));
    const { proposalId: newId } = edited.value as { readonly proposalId: string };
    const tries = [
      await decide(range, { proposalId, seal }),
      await decide(range, { proposalId: newId, seal }),
    ];
    await untilSettled(client, newId);
    const sent = await range.sentOrders();
    return sent.length > 0 || tries.some(isDelivered)
      ? gotThrough('An order was sent on the approval of what it had been before.')
      : stopped('The old seal counts for nothing any more.', ['sealed_approval', ...tries.flatMap(codesOf)]);
  },
};
