import type { ProposalId } from '../../../shared/domain/proposal.ts';
import type { TradeApprovals, TradeProposals } from '../../trading/trading.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface TradingCommandsDeps {
  readonly trading: TradeProposals & TradeApprovals;
  readonly openApproval: (proposalId: ProposalId | null) => Promise<void>;
}

/** What the user's own cancel says in the audit log, where an AI client gives its reason. */
const CANCELLED_BY_USER = 'Cancelled by the user in the window.';

export function tradingCommands(
  deps: TradingCommandsDeps,
): CommandArea<'orders'> & CommandArea<'proposals'> & CommandArea<'approvals'> {
  const { trading } = deps;
  return {
    'orders.cancel': ({ accountId, brokerOrderId }) =>
      trading.cancelOrder(accountId, brokerOrderId, CANCELLED_BY_USER, 'user'),
    'proposals.list': async ({ isWaitingOnly, limit }) => [
      ...(await trading.list({ accountIds: null, isWaitingOnly, limit })),
    ],
    'approvals.open': async ({ proposalId }) => {
      await deps.openApproval(proposalId);
      return { ok: true };
    },
    'approvals.card': ({ proposalId }) => trading.card(proposalId),
    'approvals.refresh': ({ proposalId }) => trading.refresh(proposalId),
    'approvals.edit': (input) => trading.edit(input),
    'approvals.decide': (input) => trading.decide(input),
  };
}
