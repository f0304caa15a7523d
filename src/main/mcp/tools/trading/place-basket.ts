import * as z from 'zod';
import { BASKET_LEGS_MAX, BASKET_LEGS_MIN } from '../../../../shared/domain/basket-card.ts';
import {
  isWaiting,
  RATIONALE_LENGTH_MAX,
  REQUEST_ID_LENGTH_MAX,
} from '../../../../shared/domain/proposal.ts';
import { objectsInput } from '../../tolerant-input.ts';
import { proposeTool } from '../../tool.ts';
import { legFields, orderAccountField, orderRequest } from './order-input.ts';
import { proposalJson, proposalOutput } from './proposal-json.ts';
import { waitForDecision, waitSecondsInput } from './wait-for-decision.ts';

const input = z.strictObject({
  account_id: orderAccountField,
  orders: objectsInput(z.strictObject(legFields), BASKET_LEGS_MIN, BASKET_LEGS_MAX).describe(
    `${BASKET_LEGS_MIN} to ${BASKET_LEGS_MAX} orders with the fields of tiger_place_order from symbol to bracket.`,
  ),
  rationale: z
    .string()
    .trim()
    .min(1, 'must say why the orders are wanted')
    .max(RATIONALE_LENGTH_MAX)
    .describe('Why these orders, in words for the user.'),
  request_id: z.string().min(1).max(REQUEST_ID_LENGTH_MAX).optional().describe('As in tiger_place_order.'),
  wait_seconds: waitSecondsInput('as in tiger_place_order'),
});

export const placeBasket = proposeTool({
  name: 'tiger_place_basket',
  title: 'Propose a basket of orders',
  description:
    'Proposes several orders on one account as ONE decision of the user; checks count them together. What is approved is sent one by one, sales first, and is not atomic: legs says what became of each.',
  toolset: 'trading',
  input,
  output: proposalOutput,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  run: async (wanted, context) => {
    const account = context.accounts.get(wanted.account_id);
    const proposal = await context.trading.proposeBasket(
      {
        accountId: account.id,
        orders: wanted.orders.map(orderRequest),
        rationale: wanted.rationale,
        requestId: wanted.request_id ?? null,
      },
      context.requester,
    );
    if (!isWaiting(proposal.status)) return proposalJson(proposal, context.isAppLocked());
    const waitSeconds = wanted.wait_seconds ?? context.holdSeconds();
    return proposalJson(await waitForDecision(proposal.id, waitSeconds, context), context.isAppLocked());
  },
});
