import * as z from 'zod';
import {
  isWaiting,
  RATIONALE_LENGTH_MAX,
  REQUEST_ID_LENGTH_MAX,
} from '../../../../shared/domain/proposal.ts';
import { proposeTool } from '../../tool.ts';
import { orderFields, orderRequest } from './order-input.ts';
import { proposalJson, proposalOutput } from './proposal-json.ts';
import { waitForDecision, waitSecondsInput } from './wait-for-decision.ts';

const input = z.strictObject({
  ...orderFields,
  rationale: z
    .string()
    .trim()
    .min(1, 'must say why the order is wanted')
    .max(RATIONALE_LENGTH_MAX)
    .describe('Why this order, in words for the user, who sees them while deciding.'),
  request_id: z
    .string()
    .min(1)
    .max(REQUEST_ID_LENGTH_MAX)
    .optional()
    .describe(
      'Your own key for this order: the same key again returns the first answer and no second order.',
    ),
  wait_seconds: waitSecondsInput('default about 40'),
});

export const placeOrder = proposeTool({
  name: 'tiger_place_order',
  title: 'Propose an order',
  description:
    'Proposes an order to the user, who approves or declines it in the window of Tiger MCP Desktop; nothing is sent before. Answers with the outcome, or with status awaiting_approval and what to do next. Only status tells whether it was sent. Never place again what is waiting, declined or unknown.',
  toolset: 'trading',
  input,
  output: proposalOutput,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  run: async (wanted, context) => {
    const account = context.accounts.get(wanted.account_id);
    const proposal = await context.trading.propose(
      {
        accountId: account.id,
        order: orderRequest(wanted),
        rationale: wanted.rationale,
        requestId: wanted.request_id ?? null,
      },
      context.requester,
    );
    // What a grant covers is on its way already; its outcome is waited for like a decision.
    const isUnderWay = isWaiting(proposal.status) || proposal.status === 'approved';
    if (!isUnderWay) return proposalJson(proposal, context.isAppLocked());
    const waitSeconds = wanted.wait_seconds ?? context.holdSeconds();
    return proposalJson(await waitForDecision(proposal.id, waitSeconds, context), context.isAppLocked());
  },
});
