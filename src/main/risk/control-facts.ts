import type { AccountMode, ClientAccess } from '../../shared/domain/account.ts';
import type { TaintSource } from '../../shared/domain/context-taint.ts';
import type { Decimal } from '../../shared/domain/decimal.ts';
import type { Contract, TickSize } from '../../shared/domain/instrument.ts';
import type { MarketStatus, Quote } from '../../shared/domain/market-data.ts';
import type { BrokerOrder, OrderDraft, OrderPreview, OrderType, Side } from '../../shared/domain/order.ts';
import type { Assets, Position } from '../../shared/domain/portfolio.ts';
import type { RiskSettings } from '../../shared/domain/risk-settings.ts';
import type { TradingStop } from '../../shared/domain/trading-stop.ts';
import type { LegMarket } from './market-depth.ts';

/** What the broker was asked for an order; each can be missing, and then the controls that need it block. */
export type BrokerFact =
  | 'profile'
  | 'quote'
  | 'preview'
  | 'assets'
  | 'positions'
  | 'market'
  | 'openOrders'
  | 'volume';

/** Another order that this app was asked for on the same account and symbol and that may still come to something. */
export interface RecentOrder {
  readonly proposalId: string;
  readonly side: Side;
  readonly orderType: OrderType;
  readonly quantity: Decimal;
  readonly createdAtMs: number;
  /** True while it waits for a decision or works at the broker. */
  readonly isOpen: boolean;
  readonly brokerOrderId: string | null;
}

/** What an order of this app that may still fill does to an instrument of the judged one, under another name. */
export interface LegUnderWay {
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: Decimal;
  readonly brokerOrderId: string;
}

/** What this app has sent from the account: the counters of a day and what is usual. The judged order is not in it. */
export interface AccountActivity {
  readonly ordersLastMinute: number;
  /** Since midnight UTC. */
  readonly ordersToday: number;
  /** Since midnight UTC, at their worst prices, in the order's currency. */
  readonly notionalToday: Decimal;
  /** The worth of the latest orders in the order's currency, newest first. */
  readonly pastNotionals: readonly Decimal[];
  /** Other proposals of the same client that wait for a decision, on any account. */
  readonly waitingOfClient: number;
}

/** An order of another own account on the same symbol that may still fill. */
export interface OwnOrderElsewhere {
  readonly accountAlias: string;
  readonly side: Side;
  /** null: an order by amount. */
  readonly quantity: Decimal | null;
}

export interface OtherAccounts {
  readonly orders: readonly OwnOrderElsewhere[];
  /** Aliases of those whose open orders could not be read. */
  readonly unread: readonly string[];
}

/** The decision that an order is about to be sent on. */
export interface ApprovalFacts {
  readonly decidedAtMs: number;
  readonly expiresAtMs: number;
  /** The seal of the card that was approved, and the seal computed again over what is about to be sent. */
  readonly sealApproved: string;
  readonly sealNow: string;
  readonly sealedQuote: Quote;
  /** Of a combination's legs. */
  readonly sealedLegQuotes: readonly Quote[] | null;
  /** True: an order was already recorded for this approval. */
  readonly isUsed: boolean;
  /** The grant that stands for the person's decision, judged again now; null: a person decided on the card. */
  readonly grant: { readonly id: string; readonly obstacle: string | null } | null;
}

/** A decision as it is judged whatever was decided on. */
export type DecisionFacts = Omit<ApprovalFacts, 'sealedQuote' | 'sealedLegQuotes'>;

/** All that the controls judge by. They are pure: no clock, no broker, no database. */
export interface ControlFacts {
  readonly nowMs: number;
  readonly settings: RiskSettings;
  readonly account: {
    readonly mode: AccountMode;
    readonly isLiveTradingEnabled: boolean;
    readonly clientAccess: ClientAccess;
  };
  readonly order: OrderDraft;
  /** The open order as it is now, if the judged one is what a change would make of it. */
  readonly changes: OrderDraft | null;
  readonly requestId: string | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly contract: Contract;
  readonly quote: Quote | null;
  /** Of the legs of a combination, in their order; null: no combination, or one has none. */
  readonly legQuotes: readonly Quote[] | null;
  /** The tick tables of its legs, in their order; `contract` has that of the net price. null: no combination. */
  readonly legTickSizes: readonly (readonly TickSize[])[] | null;
  readonly preview: OrderPreview | null;
  readonly assets: Assets | null;
  /** The complete list, so that a symbol which is not in it is not held. */
  readonly positions: readonly Position[] | null;
  readonly market: MarketStatus | null;
  /** All of the account, or, if there are too many, those of the symbol. */
  readonly openOrders: readonly BrokerOrder[] | null;
  /** Combinations that stand in `openOrders` as their legs. */
  readonly openCombinations: readonly BrokerOrder[];
  /** False: `openOrders` are those of the symbol alone. */
  readonly areAllOpenOrdersKnown: boolean;
  /** Mean of the last full trading days. null: not known, or it is a combination. */
  readonly averageDailyVolume: Decimal | null;
  /** Of the legs of a combination, in their order; null: no combination, or not asked for. */
  readonly legMarkets: readonly LegMarket[] | null;
  /** The client's own words; empty where it has not given them yet. */
  readonly rationale: string;
  readonly activity: AccountActivity;
  readonly otherAccounts: OtherAccounts;
  /** Why a fact is missing, in words. */
  readonly absences: Readonly<Partial<Record<BrokerFact, string>>>;
  readonly recentOrders: readonly RecentOrder[];
  /** A combination's legs for an order in one of them, and the other way round. The broker may not list it yet. */
  readonly legsUnderWay: readonly LegUnderWay[];
  /** The order of ours on this symbol whose outcome is open or unknown. */
  readonly lockedByProposalId: string | null;
  /** It closes a position for the user, by level 3 of the kill switch. */
  readonly isFlattening: boolean;
  /** Those that hold this order back. */
  readonly stops: readonly TradingStop[];
  /** Text of third parties that the client was given in the last 30 minutes, newest first. */
  readonly taints: readonly TaintSource[];
  /** null: not decided yet. */
  readonly approval: ApprovalFacts | null;
}

export function absenceText(facts: Pick<ControlFacts, 'absences'>, fact: BrokerFact): string {
  return facts.absences[fact] ?? 'the broker gave no answer';
}
