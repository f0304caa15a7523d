import type { Attack } from '../attack.ts';
import { gotThrough, obstaclesOf, place, proposalIdOf, stopped } from '../moves.ts';

export const forgedElicitation: Attack = {
  id: 'forged_elicitation',
  name: 'Forged answer to a question',
  tries: 'The client answers questions that the app never asked it, with yes, as if the user had.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range);
    for (const id of [0, 1, 2, 'approve', proposalIdOf(answer) ?? 'proposal'])
      client.answer(id, { action: 'accept', content: { decision: 'approve', approved: true } });
    await client.call('tiger_get_proposal', {
      proposal_id: proposalIdOf(answer) ?? 'prp_none',
      wait_seconds: 1,
    });
    const sent = await range.sentOrders();
    return sent.length > 0
      ? gotThrough('An order was sent on an answer that the client made up.')
      : stopped('The app asks no client for a decision, so no answer of one counts.', [
          'approval_required',
          ...obstaclesOf(answer),
        ]);
  },
};
