import type { ProposalId } from '../../../shared/domain/proposal.ts';
import type { TradeApprovals, TradeProposals } from '../../trading/trading.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface TradingCommandsDeps {
  readonly proposals: TradeProposals;
  readonly approvals: TradeApprovals;
  readonly openApproval: (proposalId: ProposalId | null) => Promise<void>;
}

/** What the user's own cancel says in the audit log, where an AI client gives its reason. */
const CANCELLED_BY_USER = 'Cancelled by the user in the window.';

export function tradingCommands(
  deps: TradingCommandsDeps,
): CommandArea<'orders'> & CommandArea<'proposals'> & CommandArea<'approvals'> {
  const { proposals, approvals } = deps;
  return {
    'orders.cancel': ({ accountId, brokerOrderId }) =>
      proposals.cancelOrder(accountId, brokerOrderId, CANCELLED_BY_USER, 'user'),
    'proposals.list': async ({ isWaitingOnly, limit }) => [
      ...(await proposals.list({ accountIds: null, isWaitingOnly, limit })),
    ],
    'approvals.open': async ({ proposalId }) => {
      await deps.openApproval(proposalId);
      return { ok: true };
    },
    'approvals.card': ({ proposalId }) => approvals.card(proposalId),
    'approvals.refresh': ({ proposalId }) => approvals.refresh(proposalId),
    'approvals.edit': (input) => approvals.edit(input),
    'approvals.decide': (input) => approvals.decide(input),
  };
}
