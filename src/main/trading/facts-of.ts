import type { TaintSource } from '../../shared/domain/context-taint.ts';
import type { TradingStop } from '../../shared/domain/trading-stop.ts';
import type { ApprovalFacts, ControlFacts } from '../risk/control-facts.ts';
import { byLeg } from '../risk/open-legs.ts';
import type { AccountRecord } from './account-record.ts';
import type { Gathered } from './gathered.ts';

export interface ProposalFacts {
  readonly nowMs: number;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly requestId: string | null;
  readonly rationale: string;
  readonly approval: ApprovalFacts | null;
  readonly isFlattening: boolean;
  readonly stops: readonly TradingStop[];
  readonly taints: readonly TaintSource[];
}

/** What was gathered, in the form that the controls judge by. */
export function factsOf(gathered: Gathered, record: AccountRecord, proposal: ProposalFacts): ControlFacts {
  const { account, mode, order, contract, quote, preview, assets, positions, market, openOrders } = gathered;
  return {
    ...proposal,
    recentOrders: record.recentOrders,
    legsUnderWay: record.legsUnderWay,
    lockedByProposalId: record.lockedByProposalId,
    activity: record.activity,
    otherAccounts: {
      orders: [...gathered.otherAccounts.orders, ...record.ordersElsewhere],
      unread: gathered.otherAccounts.unread,
    },
    settings: gathered.settings,
    account: {
      mode,
      isLiveTradingEnabled: account.isLiveTradingEnabled,
      clientAccess: account.clientAccess,
    },
    order,
    changes: gathered.modifies?.before ?? null,
    contract,
    quote,
    legQuotes: gathered.legQuotes,
    legTickSizes: gathered.legTickSizes,
    preview,
    assets,
    positions,
    market,
    // A plain order is judged beside what combinations may do to its instrument.
    openOrders: openOrders === null || order.legs !== null ? openOrders : byLeg(openOrders),
    openCombinations: order.legs === null ? (openOrders?.filter(({ legs }) => legs !== null) ?? []) : [],
    areAllOpenOrdersKnown: gathered.areAllOpenOrdersKnown,
    averageDailyVolume: gathered.averageDailyVolume,
    legMarkets: gathered.legMarkets,
    absences: gathered.absences,
  };
}
