import { AppError } from '../../shared/app-error.ts';
import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { isWaiting, type ProposalState } from '../../shared/domain/proposal.ts';
import { cardFrom, type ProposalRow, statusOf } from './proposal-record.ts';

/** The card of a proposal that awaits a decision. @throws AppError conflict */
export function waitingCard(row: ProposalRow): ApprovalCard {
  const card = cardFrom(row);
  // A draft with a card is an order of a basket, and waits with it.
  if (card === null || row.state === 'draft' || !isWaiting(statusOf({ row, order: null })))
    throw noDecisionAwaited(row);
  return card;
}

/** The ticket of one order that awaits a decision. @throws AppError conflict, also for a proposal of another kind */
export function waitingOrderCard(row: ProposalRow): OrderCard {
  const card = waitingCard(row);
  if (card.kind === 'order') return card;
  throw new AppError('conflict', 'This proposal is not a single order.', {
    nextStep: 'Decide on it as a whole.',
  });
}

/** @throws AppError conflict */
export function refuseOtherSeal(row: ProposalRow, seal: string): void {
  waitingCard(row);
  if (row.seal === seal) return;
  throw new AppError('conflict', 'The card was refreshed since; this is not the one on the screen.', {
    nextStep: 'Look at the new card and edit again.',
  });
}

/** A proposal that is over for the person who decides; what its order became is another question. */
const DECIDED_WORDS: Readonly<Record<ProposalState, string>> = {
  draft: 'it waits with its basket',
  // Sealed with other fields by an earlier version of the app.
  awaiting_approval: 'its card cannot be read',
  needs_review: 'its card cannot be read',
  blocked: 'it is blocked',
  approved: 'it was approved',
  submitting: 'it was approved',
  declined: 'it was declined',
  expired: 'it has expired',
  withdrawn: 'it was withdrawn',
  superseded: 'another proposal has taken its place',
};

export function noDecisionAwaited({ state }: Pick<ProposalRow, 'state'>): AppError {
  return new AppError('conflict', `No decision is awaited on it any more: ${DECIDED_WORDS[state]}.`, {
    nextStep: 'Choose another proposal.',
  });
}
