import type {
  ModifyInput,
  MoveMoneyInput,
  ProposeBasketInput,
  ProposeInput,
  Requester,
  TradeProposals,
} from '../../src/main/trading/trading.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { marketOfSymbol } from '../../src/shared/domain/instrument.ts';
import { type OrderDraft, orderDraftSchema, orderPreviewSchema } from '../../src/shared/domain/order.ts';
import { isWaiting, type Proposal } from '../../src/shared/domain/proposal.ts';
import type { StopTarget, TradingStop } from '../../src/shared/domain/trading-stop.ts';
import { fakeProvenance } from './fake-account-data.ts';
import { currencyOf, NOW_MS, quoteOf } from './fake-directory.ts';
import { fakeProposal } from './fake-trading-data.ts';
/** Proposals that a test decides by hand: `settle` is the window. */
export class FakeTrading implements TradeProposals {
  readonly proposals = new Map<string, Proposal>();
  readonly proposed: { input: ProposeInput; requester: Requester }[] = [];
  readonly cancels: { accountId: string; brokerOrderId: string }[] = [];
  readonly moves: MoveMoneyInput[] = [];
  readonly baskets: ProposeBasketInput[] = [];
  readonly modified: ModifyInput[] = [];
  readonly gone: string[] = [];
  readonly stops: TradingStop[] = [];
  readonly #waiters = new Set<() => void>();
  waitersOpen = 0;
  firstStatus: Proposal['status'] = 'awaiting_approval';

  add(patch: Partial<Proposal>): Proposal {
    const letter = 'abcdefghijklmnopqrstuvwxyz'.charAt(this.proposals.size % 26);
    const proposal = fakeProposal(NOW_MS, letter, patch);
    this.proposals.set(proposal.id, proposal);
    return proposal;
  }

  settle(proposalId: string, patch: Partial<Proposal>): void {
    const proposal = this.proposals.get(proposalId);
    if (proposal === undefined) throw new Error('no such proposal');
    this.proposals.set(proposalId, { ...proposal, ...patch });
    for (const wake of [...this.#waiters]) wake();
  }

  readonly tainted: { clientName: string; source: string }[] = [];
  async noteThirdPartyText(clientName: string, source: string): Promise<void> {
    this.tainted.push({ clientName, source });
  }

  async preview(_accountId: string, order: ProposeInput['order']) {
    return {
      order: draftOf(order),
      quote: quoteOf(order.symbol),
      preview: orderPreviewSchema.parse({
        isPass: true,
        message: null,
        commission: '1.29',
        gst: null,
        commissionCurrency: 'USD',
        marginCurrency: 'USD',
        initialMarginBefore: '0',
        initialMarginAfter: '10',
        maintenanceMarginBefore: null,
        maintenanceMarginAfter: null,
        equityWithLoanBefore: null,
        equityWithLoanAfter: null,
        availableAfter: null,
        excessLiquidityAfter: null,
        provenance: fakeProvenance(NOW_MS),
      }),
      controls: [],
    };
  }

  async propose(input: ProposeInput, requester: Requester): Promise<Proposal> {
    this.proposed.push({ input, requester });
    return this.add({
      status: this.firstStatus,
      order: draftOf(input.order),
      accountId: input.accountId,
      clientName: requester.name,
      requestId: input.requestId,
      rationale: input.rationale,
      expiresAtMs: NOW_MS + 300_000,
    });
  }

  async moveMoney(input: MoveMoneyInput, requester: Requester): Promise<Proposal> {
    this.moves.push(input);
    return this.add({
      kind: input.move.kind,
      status: this.firstStatus,
      order: null,
      money: input.move,
      accountId: input.accountId,
      clientName: requester.name,
      requestId: input.requestId,
      rationale: input.rationale,
      expiresAtMs: NOW_MS + 300_000,
    });
  }

  async proposeBasket(input: ProposeBasketInput, requester: Requester): Promise<Proposal> {
    this.baskets.push(input);
    return this.add({
      kind: 'basket',
      status: this.firstStatus,
      order: null,
      legs: input.orders.map((order, index) => ({
        proposalId: `prp_${String.fromCharCode(98 + index).repeat(26)}`,
        number: index + 1,
        status: 'draft',
        order: draftOf(order),
        reviewReason: null,
        brokerOrderId: null,
        brokerMessage: null,
        filledQuantity: null,
        averageFillPrice: null,
      })),
      accountId: input.accountId,
      clientName: requester.name,
      requestId: input.requestId,
      rationale: input.rationale,
      expiresAtMs: NOW_MS + 300_000,
    });
  }

  async cancelOrder(accountId: string, brokerOrderId: string): Promise<Proposal> {
    this.cancels.push({ accountId, brokerOrderId });
    return this.add({
      kind: 'cancel',
      order: null,
      cancelsBrokerOrderId: brokerOrderId,
      accountId,
      status: 'submitted',
    });
  }

  async modifyOrder(input: ModifyInput): Promise<Proposal> {
    this.modified.push(input);
    return this.add({
      kind: 'modify',
      modifiesBrokerOrderId: input.brokerOrderId,
      accountId: input.accountId,
      status: this.firstStatus,
      expiresAtMs: NOW_MS + 300_000,
    });
  }

  async waitForOutcome(
    proposalId: string,
    { waitMs, signal }: { waitMs: number; signal: AbortSignal },
  ): Promise<Proposal> {
    const isDone = () => !isWaiting((this.proposals.get(proposalId) as Proposal).status);
    if (!isDone()) {
      this.waitersOpen += 1;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        const wake = () => {
          if (!isDone() && !signal.aborted) return;
          clearTimeout(timer);
          this.#waiters.delete(wake);
          resolve();
        };
        this.#waiters.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
      this.waitersOpen -= 1;
    }
    return this.get(proposalId);
  }

  async get(proposalId: string): Promise<Proposal> {
    const proposal = this.proposals.get(proposalId);
    if (proposal === undefined) {
      throw new AppError('not_found', 'There is no such proposal.', { nextStep: 'List the proposals.' });
    }
    return proposal;
  }

  async list({
    accountIds,
    isWaitingOnly,
    limit,
  }: {
    accountIds: readonly string[] | null;
    isWaitingOnly: boolean;
    limit: number;
  }) {
    return [...this.proposals.values()]
      .filter(({ accountId }) => accountIds === null || accountIds.includes(accountId))
      .filter(({ status }) => !isWaitingOnly || isWaiting(status))
      .slice(0, limit);
  }

  async withdraw(proposalId: string): Promise<Proposal> {
    this.settle(proposalId, { status: 'withdrawn' });
    return this.get(proposalId);
  }

  async pauseWrites(target: StopTarget, reason: string, requester: Requester): Promise<TradingStop> {
    const stop = {
      target,
      level: 1,
      trippedByClient: requester.name,
      reason,
      trippedAtMs: NOW_MS,
    } as const;
    this.stops.push(stop);
    return stop;
  }

  async clientGone(connectionId: string): Promise<void> {
    this.gone.push(connectionId);
  }
}

function draftOf(order: ProposeInput['order']): OrderDraft {
  return orderDraftSchema.parse({
    ...order,
    market: marketOfSymbol(order.symbol),
    securityType: 'STK',
    currency: currencyOf(order.symbol),
  });
}
