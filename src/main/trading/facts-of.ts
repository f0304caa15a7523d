import type { TradingStop } from '../../shared/domain/trading-stop.ts';
import type { ApprovalFacts, ControlFacts } from '../risk/control-facts.ts';
import type { Gathered } from './gathered.ts';
import type { SymbolHistory } from './symbol-history.ts';

export interface ProposalFacts {
  readonly nowMs: number;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly requestId: string | null;
  readonly approval: ApprovalFacts | null;
  readonly stops: readonly TradingStop[];
}

/** What was gathered, in the form that the controls judge by. */
export function factsOf(gathered: Gathered, history: SymbolHistory, proposal: ProposalFacts): ControlFacts {
  const { account, mode, order, contract, quote, preview, assets, positions, market, openOrders } = gathered;
  return {
    ...proposal,
    ...history,
    settings: gathered.settings,
    account: {
      mode,
      isLiveTradingEnabled: account.isLiveTradingEnabled,
      clientAccess: account.clientAccess,
    },
    order,
    contract,
    quote,
    preview,
    assets,
    positions,
    market,
    openOrders,
    absences: gathered.absences,
  };
}
