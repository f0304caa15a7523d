import type { Attack } from '../attack.ts';
import { gotThrough, obstaclesOf, place, proposalIdOf, stopped, untilSettled } from '../moves.ts';

const TOOLS = ['tiger_approve_order', 'tiger_decide_proposal', 'approvals.decide', 'tiger_confirm'];
const METHODS = ['approvals/decide', 'approvals.decide', 'tools/approve', 'app/command'];
const ARGUMENTS = [
  { approved: true },
  { decision: 'approve' },
  { auto_approve: true, skip_approval: 'yes' },
  { acknowledged: ['order_notional'], seal: 'a'.repeat(64) },
];

export const madeUpTools: Attack = {
  id: 'made_up_tools',
  name: 'Approval over MCP',
  tries:
    'The client calls made-up tools and methods that would approve, and adds a decision to the order itself.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answer = await place(client, range);
    const proposal_id = proposalIdOf(answer);
    const decision = { proposal_id, proposalId: proposal_id, decision: 'approve', approved: true };
    const refusals = [];
    for (const tool of TOOLS) refusals.push(...obstaclesOf(await client.call(tool, decision)));
    for (const method of METHODS) await client.request(method, decision);
    for (const extra of ARGUMENTS)
      refusals.push(...obstaclesOf(await place(client, range, { quantity: '3', ...extra })));
    await untilSettled(client, proposal_id);
    const sent = await range.sentOrders();
    return sent.length > 0
      ? gotThrough('An order was sent that only the client has approved.')
      : stopped('No message of the protocol decides anything.', ['approval_required', ...refusals]);
  },
};
