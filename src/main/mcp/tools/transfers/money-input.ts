import * as z from 'zod';
import type { MoneyMove } from '../../../../shared/domain/money-move.ts';
import {
  isWaiting,
  RATIONALE_LENGTH_MAX,
  REQUEST_ID_LENGTH_MAX,
} from '../../../../shared/domain/proposal.ts';
import { accountInput, wordInput } from '../../tolerant-input.ts';
import type { ProposeContext } from '../../tool.ts';
import { proposalJson } from '../trading/proposal-json.ts';
import { waitForDecision, waitSecondsInput } from '../trading/wait-for-decision.ts';

/** What every proposal about money takes beside the move itself. */
export const moneyFields = {
  account_id: accountInput('Alias; money stays within this account.'),
  rationale: z
    .string()
    .trim()
    .min(1, 'must say why the money is to move')
    .max(RATIONALE_LENGTH_MAX)
    .describe('Why, in words for the user.'),
  request_id: z
    .string()
    .min(1)
    .max(REQUEST_ID_LENGTH_MAX)
    .optional()
    .describe('Your own key: the same key again returns the first answer and moves nothing more.'),
  wait_seconds: waitSecondsInput('default about 40'),
};

export function segmentInput() {
  return wordInput(['SEC', 'FUT'], { securities: 'SEC', futures: 'FUT' });
}

interface MoneyWish {
  readonly account_id: string;
  readonly rationale: string;
  readonly request_id?: string | undefined;
  readonly wait_seconds?: number | undefined;
}

/** Proposes and waits like tiger_place_order. */
export async function proposeMove(wanted: MoneyWish, move: MoneyMove, context: ProposeContext) {
  const account = context.accounts.get(wanted.account_id);
  const { rationale, request_id: requestId = null } = wanted;
  const input = { accountId: account.id, move, rationale, requestId };
  const proposal = await context.trading.moveMoney(input, context.requester);
  if (!isWaiting(proposal.status)) return proposalJson(proposal, context.isAppLocked());
  const waitSeconds = wanted.wait_seconds ?? context.holdSeconds();
  return proposalJson(await waitForDecision(proposal.id, waitSeconds, context), context.isAppLocked());
}
