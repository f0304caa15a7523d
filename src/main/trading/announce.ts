import type { AccountId } from '../../shared/domain/account.ts';
import type { ProposalId } from '../../shared/domain/proposal.ts';
import type { TradingContext } from './trading-context.ts';

/** Tells the windows and whoever waits. `accountId` is given when an order changed, not only its proposal. */
export function announce(
  context: Pick<TradingContext, 'publish' | 'signals'>,
  proposalId: ProposalId,
  accountId: AccountId | null,
): void {
  context.signals.changed(proposalId);
  context.publish('proposals.changed', { proposalId });
  if (accountId !== null) context.publish('orders.changed', { accountId });
}
