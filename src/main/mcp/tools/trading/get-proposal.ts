import * as z from 'zod';
import { proposalIdSchema } from '../../../../shared/domain/proposal.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { proposalJson, proposalOutput } from './proposal-json.ts';
import { waitForDecision, waitSecondsInput } from './wait-for-decision.ts';

const input = z.strictObject({
  proposal_id: proposalIdSchema.describe('From tiger_place_order or tiger_list_proposals.'),
  wait_seconds: waitSecondsInput('default 0'),
});

export const getProposal = readTool({
  name: 'tiger_get_proposal',
  title: 'Get a proposal',
  description:
    'What became of a proposed order: still waiting for the user, declined, expired, sent, filled, or unknown. Use it with wait_seconds 40 after awaiting_approval.',
  toolset: 'trading',
  input,
  output: proposalOutput,
  annotations: READ_ANNOTATIONS,
  run: async ({ proposal_id, wait_seconds = 0 }, context) =>
    proposalJson(await waitForDecision(proposal_id, wait_seconds, context), context.isAppLocked()),
});
