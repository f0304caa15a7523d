import * as z from 'zod';
import { proposalIdSchema } from '../../../../shared/domain/proposal.ts';
import { proposeTool } from '../../tool.ts';
import { proposalJson, proposalOutput } from './proposal-json.ts';

const input = z.strictObject({
  proposal_id: proposalIdSchema.describe('From tiger_place_order or tiger_list_proposals.'),
});

export const withdrawProposal = proposeTool({
  name: 'tiger_withdraw_proposal',
  title: 'Withdraw a proposal',
  description:
    'Takes back a proposed order that still waits for a decision, so that it can no longer be approved. An order that was sent is cancelled with tiger_cancel_order instead.',
  toolset: 'trading',
  input,
  output: proposalOutput,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  run: async ({ proposal_id }, context) =>
    proposalJson(await context.trading.withdraw(proposal_id, context.requester), context.isAppLocked()),
});
