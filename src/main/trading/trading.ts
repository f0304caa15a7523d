import type { AccountId } from '../../shared/domain/account.ts';
import type {
  ApprovalCard,
  DecisionInput,
  EditInput,
  RemoveLegInput,
} from '../../shared/domain/approval-card.ts';
import type { ControlResult } from '../../shared/domain/control.ts';
import type { Decimal } from '../../shared/domain/decimal.ts';
import type { Grant, GrantInput } from '../../shared/domain/grant.ts';
import type { Quote } from '../../shared/domain/market-data.ts';
import type { MoneyMove } from '../../shared/domain/money-move.ts';
import type { MoneyWord } from '../../shared/domain/money-word.ts';
import type { OrderDraft, OrderPreview } from '../../shared/domain/order.ts';
import type { Trail } from '../../shared/domain/order-form.ts';
import type { OrderRequest } from '../../shared/domain/order-request.ts';
import type { Proposal, ProposalId } from '../../shared/domain/proposal.ts';
import type { StopLevel, StopTarget, TradingStop } from '../../shared/domain/trading-stop.ts';
import type { FlattenDesk } from './flatten/flatten-desk.ts';
import type { Oversight } from './oversight/oversight.ts';
import type { SummaryDesk } from './summary/summary-desk.ts';

/** Who asks. The connection is what rules hang on; name and version are the program's own words. */
export interface Requester {
  readonly connectionId: string;
  readonly name: string;
  readonly version: string | null;
}

export interface ProposeInput {
  readonly accountId: AccountId;
  readonly order: OrderRequest;
  readonly rationale: string;
  /** The client's own key: the same key again returns the first answer (control 12). */
  readonly requestId: string | null;
}

/** Several orders on one account as one decision. */
export interface ProposeBasketInput {
  readonly accountId: AccountId;
  readonly orders: readonly OrderRequest[];
  readonly rationale: string;
  readonly requestId: string | null;
}

/** Money that stays in the account. */
export interface MoveMoneyInput {
  readonly accountId: AccountId;
  readonly move: MoneyMove;
  readonly rationale: string;
  readonly requestId: string | null;
}

/** What changes of an open order; null leaves it as it is. The quantity is the new total, filled parts included. */
export interface ModifyInput {
  readonly accountId: AccountId;
  readonly brokerOrderId: string;
  readonly quantity: Decimal | null;
  readonly limitPrice: Decimal | null;
  readonly stopPrice: Decimal | null;
  readonly trail: Trail | null;
  readonly expiresAtMs: number | null;
  readonly rationale: string;
}

export interface PreviewResult {
  readonly order: OrderDraft;
  readonly quote: Quote;
  readonly preview: OrderPreview;
  readonly controls: readonly ControlResult[];
}

export interface WaitOptions {
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

/** What AI clients reach. Nothing here can approve: the type has no such call. */
export interface TradeProposals {
  /** Runs the broker's preview and all controls; records and sends nothing. */
  preview(accountId: AccountId, order: OrderRequest, signal: AbortSignal): Promise<PreviewResult>;
  /** Returns at once: `blocked`, `awaiting_approval`, or `approved` where a grant covers it. */
  propose(input: ProposeInput, requester: Requester): Promise<Proposal>;
  /** `blocked` or `awaiting_approval`, as a whole; no grant covers a basket. */
  proposeBasket(input: ProposeBasketInput, requester: Requester): Promise<Proposal>;
  /** A transfer between segments or an exchange of currency; no grant covers it. */
  moveMoney(input: MoveMoneyInput, requester: Requester): Promise<Proposal>;
  /** Cancelling needs no approval: the request goes to the broker at once. */
  cancelOrder(
    accountId: AccountId,
    brokerOrderId: string,
    rationale: string,
    requester: Requester | 'user',
  ): Promise<Proposal>;
  /**
   * A change that only reduces risk goes to the broker at once; every other one is `blocked` or `awaiting_approval`.
   */
  modifyOrder(input: ModifyInput, requester: Requester): Promise<Proposal>;
  /** Resolves when the proposal has left the waiting states (and an order that was sent has a first answer), or when the wait is over. */
  waitForOutcome(proposalId: ProposalId, options: WaitOptions): Promise<Proposal>;
  get(proposalId: ProposalId): Promise<Proposal>;
  list(filter: ProposalFilter): Promise<readonly Proposal[]>;
  withdraw(proposalId: ProposalId, requester: Requester): Promise<Proposal>;
  /** Trips the kill switch at level 1. No client can cancel everything by it, and none can lift it. */
  pauseWrites(target: StopTarget, reason: string, requester: Requester): Promise<TradingStop>;
  /** Before a client is given text that somebody outside wrote (control 30). */
  noteThirdPartyText(clientName: string, source: string): Promise<void>;
  /** Its waiting proposals stay in the queue, marked; they expire as usual. */
  clientGone(connectionId: string): Promise<void>;
}

export interface JudgedOrder {
  readonly order: OrderDraft;
  readonly controls: readonly ControlResult[];
}

/** The user's question what would become of an order. */
export interface TradeQuestions {
  /** @throws AppError invalid_input, or what the account answers */
  judge(accountId: AccountId, order: OrderRequest): Promise<JudgedOrder>;
}

/** Budgets in the user's hands. No tool of an AI client is handed this. */
export interface TradeGrants {
  grants(): Promise<Grant[]>;
  /** @throws AppError invalid_input, not_found or busy */
  makeGrant(input: GrantInput): Promise<Grant>;
  /** @throws AppError conflict, if it is not in force */
  revokeGrant(grantId: string): Promise<void>;
}

/** The kill switch in the user's hands. */
export interface TradeStops {
  stops(): Promise<TradingStop[]>;
  /** Resolves when the stop is in force; at level 2, the cancels follow. */
  stopTrading(target: StopTarget, level: StopLevel): Promise<TradingStop>;
  /** @throws AppError invalid_input, unless the sentence is the one that lifts a stop */
  liftStop(target: StopTarget, typedSentence: string): Promise<void>;
}

/** What the user has to see after a trade, and what stays when the app goes. No tool of an AI client is handed this. */
export interface TradeOversight {
  readonly oversight: Pick<Oversight, 'alerts' | 'acknowledge' | 'leaving'>;
}

/** Kill switch, level 3, in the user's hands. No tool of an AI client is handed this. */
export interface TradeFlattening {
  readonly flatten: Pick<FlattenDesk, 'plan' | 'confirm' | 'latest'>;
}

/** What only the user can say of money that was moved. No tool of an AI client is handed this. */
export interface TradeMoneyWords {
  /** @throws AppError conflict (nothing is open, or the app still looks) or invalid_input (another sentence) */
  takeMoneyWord(word: MoneyWord): Promise<Proposal>;
}

export interface TradeSummaries {
  readonly summaries: Pick<SummaryDesk, 'summary'>;
}

export interface ProposalFilter {
  readonly accountIds: readonly AccountId[] | null;
  readonly isWaitingOnly: boolean;
  readonly limit: number;
}

/** What the approval window reaches, and nothing else does. */
export interface TradeApprovals {
  /** How many wait for the user's decision. */
  countWaiting(): Promise<number>;
  card(proposalId: ProposalId): Promise<ApprovalCard>;
  refresh(proposalId: ProposalId): Promise<ApprovalCard>;
  edit(input: EditInput): Promise<ApprovalCard>;
  removeLeg(input: RemoveLegInput): Promise<ApprovalCard>;
  decide(input: DecisionInput): Promise<{ isDelivered: boolean; text: string; proposal: Proposal }>;
}
