import { AppError } from '../../shared/app-error.ts';
import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { isWaiting } from '../../shared/domain/proposal.ts';
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

export function noDecisionAwaited(row: ProposalRow): AppError {
  return new AppError(
    'conflict',
    `No decision is awaited on it any more: it is ${row.state.replace(/_/g, ' ')}.`,
    {
      nextStep: 'Choose another proposal.',
    },
  );
}
