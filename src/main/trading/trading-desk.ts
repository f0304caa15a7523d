import type { AccountId } from '../../shared/domain/account.ts';
import type {
  ApprovalCard,
  DecisionInput,
  EditInput,
  RemoveLegInput,
} from '../../shared/domain/approval-card.ts';
import type { Grant, GrantInput } from '../../shared/domain/grant.ts';
import type { MoneyWord } from '../../shared/domain/money-word.ts';
import type { OrderRequest } from '../../shared/domain/order-request.ts';
import type { Proposal, ProposalId } from '../../shared/domain/proposal.ts';
import type { StopLevel, StopTarget, TradingStop } from '../../shared/domain/trading-stop.ts';
import type { AccountNews } from '../accounts/quote-feed.ts';
import { randomId } from '../platform/random-id.ts';
import { ContextTaintStore } from '../risk/context-taint-store.ts';
import { GrantStore } from '../risk/grants/grant-store.ts';
import { TradingStopStore } from '../risk/trading-stop-store.ts';
import { ApprovalDesk, type Decided } from './approval-desk.ts';
import { BasketDesk } from './basket-desk.ts';
import { BrokerNews } from './broker-news.ts';
import { CancelDesk } from './cancel-desk.ts';
import { ClientBlocks } from './client-blocks.ts';
import { FlattenDesk } from './flatten/flatten-desk.ts';
import { FLATTEN_WAITS } from './flatten/flatten-waits.ts';
import { GrantDesk } from './grant-desk.ts';
import { GrantedOrders } from './granted-orders.ts';
import { ModifyDesk } from './modify-desk.ts';
import { MoneyDesk } from './money-desk.ts';
import { takeMoneyWord } from './money-word.ts';
import { OrderDesk } from './order-desk.ts';
import { OrderKind } from './order-kind.ts';
import { OrderStore } from './order-store.ts';
import { OrderWatch } from './order-watch.ts';
import { Oversight } from './oversight/oversight.ts';
import { ProposalDesk } from './proposal-desk.ts';
import { ProposalSignals } from './proposal-signals.ts';
import { ProposalStore } from './proposal-store.ts';
import { expireDue, type RecoveryDeps, recoverAccount, reviewUnsent } from './recovery.ts';
import { StopDesk } from './stop-desk.ts';
import { SummaryDesk } from './summary/summary-desk.ts';
import type {
  JudgedOrder,
  ModifyInput,
  MoveMoneyInput,
  PreviewResult,
  ProposalFilter,
  ProposeBasketInput,
  ProposeInput,
  Requester,
  TradeApprovals,
  TradeGrants,
  TradeMoneyWords,
  TradeProposals,
  TradeQuestions,
  TradeStops,
  WaitOptions,
} from './trading.ts';
import type { TradingContext } from './trading-context.ts';
import type { TradingDeskDeps } from './trading-desk-deps.ts';
import { waitForOutcome } from './wait-for-outcome.ts';
import { WithdrawDesk } from './withdraw-desk.ts';

/** Expiry is judged at every decision anyway; a turn a second keeps the lists true and the broker unbothered. */
const TURN_MS = 1_000;
const RUN_ID_LENGTH = 16;

/** The trading path from a wish to the broker's word, behind interfaces: one asks, one decides, one stops, one grants. */
export class TradingDesk
  implements TradeProposals, TradeApprovals, TradeStops, TradeGrants, TradeQuestions, TradeMoneyWords
{
  /** What happens after an order has left. */
  readonly oversight: Oversight;
  readonly summaries: SummaryDesk;
  /** Kill switch, level 3. */
  readonly flatten: FlattenDesk;
  readonly countWaiting = () => this.#context.proposals.waitingCount(null);
  readonly takeMoneyWord = (word: MoneyWord) => takeMoneyWord(this.#context, word);
  /** How what a client asked for ends without a decision. */
  readonly clientEnds: WithdrawDesk;
  readonly #context: TradingContext;
  readonly #proposalDesk: ProposalDesk;
  readonly #approvalDesk: ApprovalDesk;
  readonly #basketDesk: BasketDesk;
  readonly #cancelDesk: CancelDesk;
  readonly #grantDesk: GrantDesk;
  readonly #modifyDesk: ModifyDesk;
  readonly #moneyDesk: MoneyDesk;
  readonly #orderDesk: OrderDesk;
  readonly #stopDesk: StopDesk;
  readonly #recovery: RecoveryDeps;
  readonly #news: BrokerNews;
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<void> | null = null;

  constructor(deps: TradingDeskDeps) {
    const grants = new GrantStore(deps);
    const context = {
      ...deps,
      grants,
      taints: new ContextTaintStore(deps),
      signals: new ProposalSignals(),
      proposals: new ProposalStore(deps),
      orders: new OrderStore(deps),
      stops: new TradingStopStore({ ...deps, grants }),
      runId: randomId(RUN_ID_LENGTH),
    };
    const blocks = new ClientBlocks(deps.clock);
    this.#context = context;
    this.#orderDesk = new OrderDesk(context);
    const granted = new GrantedOrders(context, this.#orderDesk);
    this.#proposalDesk = new ProposalDesk(context, blocks, granted);
    this.#basketDesk = new BasketDesk(context, this.#orderDesk, blocks);
    this.#moneyDesk = new MoneyDesk(context, blocks);
    const single = new OrderKind(context, this.#orderDesk);
    const kinds = {
      place: single,
      modify: single,
      basket: this.#basketDesk,
      transfer: this.#moneyDesk,
      forex: this.#moneyDesk,
    };
    this.#approvalDesk = new ApprovalDesk(context, kinds, blocks);
    this.#modifyDesk = new ModifyDesk(context, this.#orderDesk, blocks);
    this.#grantDesk = new GrantDesk(context);
    this.#cancelDesk = new CancelDesk(context, this.#orderDesk);
    this.#stopDesk = new StopDesk(context, this.#cancelDesk);
    const closing = {
      proposalDesk: this.#proposalDesk,
      approvalDesk: this.#approvalDesk,
      cancelDesk: this.#cancelDesk,
      stopDesk: this.#stopDesk,
    };
    this.flatten = new FlattenDesk(context, closing, deps.flattenWaits ?? FLATTEN_WAITS);
    this.clientEnds = new WithdrawDesk(context, blocks);
    this.summaries = new SummaryDesk(context);
    this.oversight = new Oversight(context, this.#cancelDesk);
    const isSending = (proposalId: ProposalId) =>
      [this.#orderDesk, this.#moneyDesk].some((desk) => desk.isSending(proposalId)) ||
      granted.isUnderWay(proposalId) ||
      this.#approvalDesk.isDeciding(proposalId);
    this.#recovery = { context, isSending, watch: new OrderWatch(context, isSending) };
    this.#news = new BrokerNews(context, this.#recovery.watch);
  }

  /** Must have ended before the account is ready. @throws AppError when the broker cannot be reached: try again */
  recover(accountId: AccountId): Promise<void> {
    return recoverAccount(this.#recovery, accountId);
  }

  /** Begins the turns that expire what is late and ask the broker about our orders. */
  start(): void {
    const failed = (error: unknown) => this.#context.logger.error({ err: error }, 'a run was not recovered');
    if (this.#timer === null) void this.flatten.recover().catch(failed);
    this.#timer ??= setInterval(() => void this.runDueWork(), TURN_MS);
  }

  /** What the broker pushed for a ready account; never throws. */
  brokerNews(news: AccountNews): void {
    this.#news.take(news);
    this.oversight.take(news);
  }

  /** One turn; never throws. While one is under way, another call waits for the same. */
  async runDueWork(): Promise<void> {
    this.#turn ??= this.#runTurn().finally(() => {
      this.#turn = null;
    });
    await Promise.all([this.#turn, this.oversight.runDueWork()]);
  }

  /** Sends nothing more. What is on the wire gets its answer recorded; recovery finds what a deadline cuts off. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#context.signals.close();
    await this.flatten.close();
    await this.#moneyDesk.close();
    await this.#orderDesk.close();
    await this.#news.close();
    await this.#turn;
    await this.oversight.close();
  }

  preview(accountId: AccountId, order: OrderRequest, signal: AbortSignal): Promise<PreviewResult> {
    return this.#proposalDesk.preview(accountId, order, signal);
  }

  judge(accountId: AccountId, order: OrderRequest): Promise<JudgedOrder> {
    return this.#proposalDesk.judge(accountId, order);
  }

  propose(input: ProposeInput, requester: Requester): Promise<Proposal> {
    return this.#proposalDesk.propose(input, requester);
  }

  moveMoney(input: MoveMoneyInput, requester: Requester): Promise<Proposal> {
    return this.#moneyDesk.propose(input, requester);
  }

  proposeBasket(input: ProposeBasketInput, requester: Requester): Promise<Proposal> {
    return this.#basketDesk.propose(input, requester);
  }

  cancelOrder(
    accountId: AccountId,
    brokerOrderId: string,
    rationale: string,
    requester: Requester | 'user',
  ): Promise<Proposal> {
    return this.#cancelDesk.cancel({ accountId, brokerOrderId, rationale }, requester);
  }

  modifyOrder(input: ModifyInput, requester: Requester): Promise<Proposal> {
    return this.#modifyDesk.modify(input, requester);
  }

  waitForOutcome(proposalId: ProposalId, options: WaitOptions): Promise<Proposal> {
    return waitForOutcome(this.#context, proposalId, options);
  }

  get(proposalId: ProposalId): Promise<Proposal> {
    return this.#context.proposals.proposal(proposalId);
  }

  list(filter: ProposalFilter): Promise<readonly Proposal[]> {
    return this.#context.proposals.list(filter);
  }

  withdraw(proposalId: ProposalId, requester: Requester): Promise<Proposal> {
    return this.clientEnds.withdraw(proposalId, requester);
  }

  clientGone(connectionId: string): Promise<void> {
    return this.clientEnds.clientGone(connectionId);
  }

  card(proposalId: ProposalId): Promise<ApprovalCard> {
    return this.#approvalDesk.card(proposalId);
  }

  refresh(proposalId: ProposalId): Promise<ApprovalCard> {
    return this.#approvalDesk.refresh(proposalId);
  }

  edit(input: EditInput): Promise<ApprovalCard> {
    return this.#approvalDesk.edit(input);
  }

  removeLeg(input: RemoveLegInput): Promise<ApprovalCard> {
    return this.#approvalDesk.removeLeg(input);
  }

  decide(input: DecisionInput): Promise<Decided> {
    return this.#approvalDesk.decide(input);
  }

  stops(): Promise<TradingStop[]> {
    return this.#stopDesk.list();
  }

  stopTrading(target: StopTarget, level: StopLevel): Promise<TradingStop> {
    return this.#stopDesk.tripByUser(target, level);
  }

  pauseWrites(target: StopTarget, reason: string, requester: Requester): Promise<TradingStop> {
    return this.#stopDesk.tripByClient(target, reason, requester);
  }

  liftStop(target: StopTarget, typedSentence: string): Promise<void> {
    return this.#stopDesk.lift(target, typedSentence);
  }

  grants(): Promise<Grant[]> {
    return this.#grantDesk.list();
  }

  makeGrant(input: GrantInput): Promise<Grant> {
    return this.#grantDesk.make(input);
  }

  revokeGrant(grantId: string): Promise<void> {
    return this.#grantDesk.revoke(grantId);
  }

  noteThirdPartyText(clientName: string, source: string): Promise<void> {
    return this.#context.taints.record(clientName, source);
  }

  async #runTurn(): Promise<void> {
    try {
      await expireDue(this.#context);
      await reviewUnsent(this.#recovery, null);
      await this.#recovery.watch.lookAtDue();
      await this.#stopDesk.cancelWhatIsStopped();
    } catch (error) {
      this.#context.logger.error({ err: error }, 'a turn of the trading desk failed');
    }
  }
}
