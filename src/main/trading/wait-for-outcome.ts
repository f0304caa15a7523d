import {
  isWaiting,
  type Proposal,
  type ProposalId,
  type ProposalStatus,
} from '../../shared/domain/proposal.ts';
import { statusOf } from './proposal-record.ts';
import type { WaitOptions } from './trading.ts';
import type { TradingContext } from './trading-context.ts';

/**
 * Resolves when the proposal has left the waiting states and, if it was sent, has a first answer; or when the wait is
 * over, the caller has gone, or too many wait. The database is read when something changed, not over and over.
 * @throws AppError not_found
 */
export async function waitForOutcome(
  context: Pick<TradingContext, 'proposals' | 'signals'>,
  proposalId: ProposalId,
  options: WaitOptions,
): Promise<Proposal> {
  const over = deadline(options);
  try {
    for (;;) {
      // Before the look, so that no change between the look and the wait is missed.
      const next = context.signals.next(proposalId);
      const hasOutcome = await isSettled(context, proposalId).catch((error: unknown) => {
        next?.cancel();
        throw error;
      });
      if (next === null || hasOutcome || over.isOver()) {
        next?.cancel();
        return await context.proposals.proposal(proposalId);
      }
      await Promise.race([next.changed, over.reached]);
      next.cancel();
    }
  } finally {
    over.cancel();
  }
}

async function isSettled(
  context: Pick<TradingContext, 'proposals'>,
  proposalId: ProposalId,
): Promise<boolean> {
  const status: ProposalStatus = statusOf(await context.proposals.get(proposalId));
  return !isWaiting(status) && status !== 'approved' && status !== 'submitting';
}

function deadline({ waitMs, signal }: WaitOptions) {
  let isOver = waitMs <= 0 || signal.aborted;
  let end: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    end = () => {
      isOver = true;
      resolve();
    };
  });
  if (isOver) end();
  const timer = setTimeout(end, waitMs);
  signal.addEventListener('abort', end, { once: true });
  return {
    reached,
    isOver: () => isOver,
    cancel: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    },
  };
}
