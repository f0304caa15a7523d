import * as z from 'zod';
import { accountInput, booleanInput, integerInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { proposalFields, proposalJson } from './proposal-json.ts';

/** About 700 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const LIMIT_MAX = 50;
const LIMIT_DEFAULT = 20;

const input = z.strictObject({
  account_id: accountInput('Only of this account.').optional(),
  waiting_only: booleanInput().optional().describe('Only those that wait for a decision.'),
  limit: integerInput(1, LIMIT_MAX).optional().describe(`Default ${LIMIT_DEFAULT}.`),
});

const row = z.strictObject(proposalFields).omit({ controls: true, rationale: true });

const output = z.strictObject({
  proposals: z.array(row),
  shown: z.int(),
  truncated: z.boolean().describe('true: there are older ones.'),
});

export const listProposals = readTool({
  name: 'tiger_list_proposals',
  title: 'List proposals',
  description:
    'Proposed orders and cancels, newest first, with their status. Use it after a restart or a lost connection, before you propose anything again.',
  toolset: 'trading',
  input,
  output,
  annotations: { ...READ_ANNOTATIONS, openWorldHint: false },
  run: async ({ account_id, waiting_only = false, limit = LIMIT_DEFAULT }, context) => {
    const accountIds = account_id === undefined ? null : [context.accounts.get(account_id).id];
    // One more than wanted tells whether there are more.
    const found = await context.proposals.list({ accountIds, isWaitingOnly: waiting_only, limit: limit + 1 });
    const shown = found.slice(0, limit);
    return {
      proposals: shown.map((proposal) => {
        const {
          controls: _controls,
          rationale: _rationale,
          ...rest
        } = proposalJson(proposal, context.isAppLocked());
        return rest;
      }),
      shown: shown.length,
      truncated: found.length > limit,
    };
  },
});
