import * as z from 'zod';
import { isWaiting, RATIONALE_LENGTH_MAX } from '../../../../shared/domain/proposal.ts';
import { positiveDecimalInput } from '../../tolerant-input.ts';
import { proposeTool } from '../../tool.ts';
import { accountOfOrder, orderAccountInput } from './account-of-order.ts';
import { orderIdInput } from './cancel-order.ts';
import { instantMs } from './date-input.ts';
import { TIME_LENGTH_MAX, trailOf } from './order-form-input.ts';
import { proposalJson, proposalOutput } from './proposal-json.ts';
import { waitForDecision, waitSecondsInput } from './wait-for-decision.ts';

/** The broker shows a change that needs no approval within a second or two. */
const ANSWER_WAIT_SECONDS = 10;

const input = z.strictObject({
  order_id: orderIdInput(),
  new_quantity: positiveDecimalInput().optional().describe('New total, filled parts included.'),
  new_price: positiveDecimalInput().optional().describe('New limit price.'),
  new_stop_price: positiveDecimalInput().optional().describe('New trigger price.'),
  new_trail_amount: positiveDecimalInput().optional().describe('New distance of a TRAIL order, in money.'),
  new_trail_percent: positiveDecimalInput().optional().describe('The same in percent.'),
  new_expires_at: z.string().max(TIME_LENGTH_MAX).optional().describe('New end of a GTD order.'),
  ...orderAccountInput,
  rationale: z
    .string()
    .trim()
    .min(1, 'must say why the change is wanted')
    .max(RATIONALE_LENGTH_MAX)
    .describe('Why, in words for the user.'),
  wait_seconds: waitSecondsInput('default about 40'),
});

export const modifyOrder = proposeTool({
  name: 'tiger_modify_order',
  title: 'Change an open order',
  description:
    'Changes a working order that was placed through this app; what you leave out stays. A smaller quantity, a less generous limit price or an earlier end is sent at once; all else is proposed like a new order. Side, type and session cannot change.',
  toolset: 'trading',
  input,
  output: proposalOutput,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  run: async (wanted, context) => {
    const account = await accountOfOrder(wanted.order_id, wanted.account_id, context);
    const proposal = await context.trading.modifyOrder(
      {
        accountId: account.id,
        brokerOrderId: wanted.order_id,
        quantity: wanted.new_quantity ?? null,
        limitPrice: wanted.new_price ?? null,
        stopPrice: wanted.new_stop_price ?? null,
        trail: trailOf(
          'new_trail_amount',
          wanted.new_trail_amount,
          'new_trail_percent',
          wanted.new_trail_percent,
        ),
        expiresAtMs: instantMs('new_expires_at', wanted.new_expires_at),
        rationale: wanted.rationale,
      },
      context.requester,
    );
    const isAwaited = isWaiting(proposal.status);
    const waitSeconds = wanted.wait_seconds ?? (isAwaited ? context.holdSeconds() : ANSWER_WAIT_SECONDS);
    return proposalJson(await waitForDecision(proposal.id, waitSeconds, context), context.isAppLocked());
  },
});
