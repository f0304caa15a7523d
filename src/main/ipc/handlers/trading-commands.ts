import type { ProposalId } from '../../../shared/domain/proposal.ts';
import type { TradeApprovals, TradeMoneyWords, TradeProposals, TradeStops } from '../../trading/trading.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface TradingCommandsDeps {
  readonly trading: TradeProposals & TradeApprovals & TradeStops & TradeMoneyWords;
  readonly openApproval: (proposalId: ProposalId | null) => Promise<void>;
}

/** What the user's own cancel says in the audit log, where an AI client gives its reason. */
const CANCELLED_BY_USER = 'Cancelled by the user in the window.';

export function tradingCommands(
  deps: TradingCommandsDeps,
): CommandArea<'orders'> & CommandArea<'proposals'> & CommandArea<'approvals'> & CommandArea<'stops'> {
  const { trading } = deps;
  return {
    'orders.cancel': ({ accountId, brokerOrderId }) =>
      trading.cancelOrder(accountId, brokerOrderId, CANCELLED_BY_USER, 'user'),
    'stops.list': () => trading.stops(),
    'stops.trip': ({ target, level }) => trading.stopTrading(target, level),
    'stops.lift': async ({ target, typedSentence }) => {
      await trading.liftStop(target, typedSentence);
      return { ok: true };
    },
    'proposals.list': async ({ isWaitingOnly, limit }) => [
      ...(await trading.list({ accountIds: null, isWaitingOnly, limit })),
    ],
    'proposals.takeMoneyWord': (word) => trading.takeMoneyWord(word),
    'approvals.open': async ({ proposalId }) => {
      await deps.openApproval(proposalId);
      return { ok: true };
    },
    'approvals.card': ({ proposalId }) => trading.card(proposalId),
    'approvals.refresh': ({ proposalId }) => trading.refresh(proposalId),
    'approvals.edit': (input) => trading.edit(input),
    'approvals.removeLeg': (input) => trading.removeLeg(input),
    'approvals.decide': (input) => trading.decide(input),
  };
}
