import * as z from 'zod';
import { brokerOrderIdSchema } from '../../../../shared/domain/order.ts';
import { RATIONALE_LENGTH_MAX } from '../../../../shared/domain/proposal.ts';
import { proposeTool } from '../../tool.ts';
import { accountOfOrder, orderAccountInput } from './account-of-order.ts';
import { proposalJson, proposalOutput } from './proposal-json.ts';
import { waitForDecision } from './wait-for-decision.ts';

/** The broker's first answer to a cancel takes a second or two. */
const ANSWER_WAIT_SECONDS = 10;

const input = z.strictObject({
  order_id: orderIdInput(),
  ...orderAccountInput,
  rationale: z.string().trim().max(RATIONALE_LENGTH_MAX).optional().describe('Why, in words for the user.'),
});

/** Digits as text: the number is above what a JSON number can hold exactly. */
export function orderIdInput() {
  return z
    .preprocess((value) => (typeof value === 'string' ? value.trim() : value), brokerOrderIdSchema)
    .describe("The broker's order id, as text.");
}

export const cancelOrder = proposeTool({
  name: 'tiger_cancel_order',
  title: 'Cancel an order',
  description:
    'Cancels a working order at the broker at once; a cancel needs no approval. Parts that were filled stay filled: look with tiger_get_order afterwards.',
  toolset: 'trading',
  input,
  output: proposalOutput,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  run: async ({ order_id, account_id, rationale = '' }, context) => {
    const account = await accountOfOrder(order_id, account_id, context);
    const proposal = await context.trading.cancelOrder(account.id, order_id, rationale, context.requester);
    return proposalJson(
      await waitForDecision(proposal.id, ANSWER_WAIT_SECONDS, context),
      context.isAppLocked(),
    );
  },
});
