import type { AccountDirectory, AccountReads } from '../../src/main/accounts/account-directory.ts';
import type { AuditEntry } from '../../src/main/audit/audit-row.ts';
import type { ProposeInput, Requester, TradeProposals } from '../../src/main/trading/trading.ts';
import { AppError } from '../../src/shared/app-error.ts';
import type { Account } from '../../src/shared/domain/account.ts';
import { type Contract, contractSchema, marketOfSymbol } from '../../src/shared/domain/instrument.ts';
import type { BarSeries, Quote } from '../../src/shared/domain/market-data.ts';
import { barSeriesSchema, quoteSchema } from '../../src/shared/domain/market-data.ts';
import { type OrderDraft, orderDraftSchema, orderPreviewSchema } from '../../src/shared/domain/order.ts';
import { isWaiting, type Proposal } from '../../src/shared/domain/proposal.ts';
import { workerReads } from '../../src/shared/ipc/worker-calls.ts';
import {
  fakeAccounts,
  fakeAssets,
  fakeMarkets,
  fakeOrders,
  fakePositions,
  fakeProvenance,
} from './fake-account-data.ts';
import { fakeProposal } from './fake-trading-data.ts';

export const NOW_MS = Date.UTC(2026, 10, 23, 15, 0, 0);

const KNOWN = ['AAPL', 'MSFT', 'NVDA', 'TSLA', 'BRK.B', '00700', '00005', '80700'];

function currencyOf(symbol: string): string {
  if (symbol === '80700') return 'CNH';
  return marketOfSymbol(symbol) === 'HK' ? 'HKD' : 'USD';
}

function quoteOf(symbol: string): Quote {
  return quoteSchema.parse({
    symbol,
    lastPrice: '187.42',
    bidPrice: '187.40',
    bidSize: '300',
    askPrice: '187.44',
    askSize: '200',
    openPrice: '185',
    highPrice: '188.1',
    lowPrice: '184.9',
    previousClose: '185.2',
    change: '2.22',
    changeRate: '0.01198704',
    volume: null,
    tradingStatus: 'normal',
    provenance: fakeProvenance(NOW_MS),
  });
}

function contractOf(symbol: string): Contract {
  return contractSchema.parse({
    symbol,
    name: symbol === 'TSLA' ? 'Tesla\u202e gnp.exe\u0007' : `${symbol} Inc.`,
    market: marketOfSymbol(symbol),
    exchange: 'NASDAQ',
    currency: currencyOf(symbol),
    securityType: 'STK',
    lotSize: '1',
    multiplier: '1',
    tickSizes: [{ from: '0', to: null, fromInclusive: true, toInclusive: false, size: '0.01' }],
    isTradeable: true,
    isMarginable: true,
    isShortable: null,
    isCloseOnly: false,
    isEtf: false,
    supportsFractional: null,
  });
}

function barsOf(symbol: string, period: BarSeries['period'], count: number): BarSeries {
  return barSeriesSchema.parse({
    symbol,
    period,
    bars: Array.from({ length: count }, (_, index) => ({
      startMs: NOW_MS - (count - index) * 60_000,
      open: '1.1',
      high: '1.3',
      low: '1',
      close: '1.2',
      volume: null,
    })),
    provenance: fakeProvenance(NOW_MS),
  });
}

/** What the reads of the fixture take, taken together. */
interface ReadInput {
  readonly symbols: string[];
  readonly symbol: string;
  readonly period: BarSeries['period'];
  readonly count: number;
  readonly market: string;
  readonly brokerOrderId: string;
  readonly limit: number;
}

/** Accounts whose processes answer from fixtures; every read is noted and parsed by the worker's own contract. */
export class FakeDirectory implements AccountDirectory {
  accounts: Account[] = fakeAccounts(NOW_MS);
  readonly calls: { accountId: string; name: string; input: unknown }[] = [];
  /** Thrown by the next read if set. */
  failure: unknown = null;

  list = (): readonly Account[] => this.accounts;
  find = (reference: string): Account | null =>
    this.accounts.find(({ id, alias }) => id === reference || alias === reference) ?? null;
  get(accountId: string): Account {
    const account = this.find(accountId);
    if (account === null) throw new AppError('not_found', 'No such account.', { nextStep: 'Name another.' });
    return account;
  }

  patch(alias: string, patch: Partial<Account>): void {
    this.accounts = this.accounts.map((account) =>
      account.alias === alias ? { ...account, ...patch } : account,
    );
  }

  reads(accountId: string): AccountReads {
    const account = this.get(accountId);
    if (account.state !== 'ready') {
      throw new AppError('credentials', account.stateText ?? 'The account is not ready.', {
        nextStep: 'Look at the account in the window.',
      });
    }
    return {
      read: async (name, input) => {
        const parsed = workerReads[name].input.parse(input) as unknown as ReadInput;
        this.calls.push({ accountId, name, input: parsed });
        if (this.failure !== null) throw this.failure;
        return workerReads[name].output.parse(this.#answer(name, parsed)) as never;
      },
    };
  }

  #answer(name: string, input: ReadInput): unknown {
    const known = () => input.symbols.filter((symbol) => KNOWN.includes(symbol));
    const orders = fakeOrders(NOW_MS);
    switch (name) {
      case 'account.profile':
        return {
          lastFour: '4321',
          mode: 'paper',
          accountType: 'PAPER',
          capability: 'MARGIN',
          status: 'Open',
          isSimulated: true,
        };
      case 'account.assets':
        return fakeAssets(NOW_MS);
      case 'positions.list':
        return fakePositions(NOW_MS);
      case 'quotes.get':
        return known().map(quoteOf);
      case 'contracts.get':
        return known().map(contractOf);
      case 'bars.get':
        return barsOf(input.symbol, input.period, input.count);
      case 'market.status': {
        const status = fakeMarkets(NOW_MS).find(({ market }) => market === input.market);
        if (status === undefined)
          throw new AppError('broker_permission', 'No such market here.', { nextStep: 'Ask for US.' });
        return status;
      }
      case 'orders.list':
        return {
          orders: orders.slice(0, input.limit),
          isTruncated: input.limit < orders.length,
          provenance: fakeProvenance(NOW_MS),
        };
      case 'orders.get':
        return { order: orders.find(({ brokerOrderId }) => brokerOrderId === input.brokerOrderId) ?? null };
      default:
        throw new Error(`the fixture knows no ${name}`);
    }
  }
}

/** Proposals that a test decides by hand: `settle` is the window. */
export class FakeTrading implements TradeProposals {
  readonly proposals = new Map<string, Proposal>();
  readonly proposed: { input: ProposeInput; requester: Requester }[] = [];
  readonly cancels: { accountId: string; brokerOrderId: string }[] = [];
  readonly gone: string[] = [];
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

  async preview(_accountId: string, order: ProposeInput['order']) {
    return {
      order: draftOf(order),
      quote: quoteOf(order.symbol),
      preview: orderPreviewSchema.parse({
        isPass: true,
        message: null,
        commission: '1.29',
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

/** What would be in the audit log; a failure makes the log refuse. */
export class FakeAudit {
  readonly entries: AuditEntry[] = [];
  failure: Error | null = null;

  append = async (entry: AuditEntry): Promise<never> => {
    if (this.failure !== null) throw this.failure;
    this.entries.push(entry);
    return undefined as never;
  };
}
