import type { AccountId } from '../../shared/domain/account.ts';
import type { ProposalId } from '../../shared/domain/proposal.ts';
import type { TradingContext } from './trading-context.ts';

/**
 * Tells the windows and whoever waits, for an order of a basket also those who wait for the basket. `accountId` is given
 * when an order changed, not only its proposal.
 */
export function announce(
  context: Pick<TradingContext, 'publish' | 'signals'>,
  proposal: { readonly id: ProposalId; readonly basket_id: ProposalId | null },
  accountId: AccountId | null,
): void {
  for (const proposalId of [proposal.id, proposal.basket_id]) {
    if (proposalId === null) continue;
    context.signals.changed(proposalId);
    context.publish('proposals.changed', { proposalId });
  }
  if (accountId !== null) context.publish('orders.changed', { accountId });
}
