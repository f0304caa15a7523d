import type { AccountEffects, AccountReads } from '../../src/main/accounts/account-directory.ts';
import type { AppError } from '../../src/shared/app-error.ts';
import { combinationRoot } from '../../src/shared/domain/combination.ts';
import { parseOptionIdentifier } from '../../src/shared/domain/option-identifier.ts';
import type { BrokerOrder, OrderDraft } from '../../src/shared/domain/order.ts';
import type { Transaction } from '../../src/shared/domain/transaction.ts';
import type { Input, Output } from '../../src/shared/ipc/contract.ts';
import { type WorkerReads, workerCalls } from '../../src/shared/ipc/worker-calls.ts';
import { arrivedOrder } from './fake-arrived-order.ts';
import { FakeMoney, fakeMoneyAnswers } from './fake-money-broker.ts';
import { fakeOptionRows } from './fake-option-rows.ts';
import type { ManualClock } from './manual-clock.ts';

export type FakeReads = { [K in keyof WorkerReads]?: (input: Input<WorkerReads, K>) => unknown };

/** A broker at the edge: answers what a test tells it to, and remembers every effect. */
export class FakeBroker {
  readonly clock: ManualClock;
  readonly placed: { order: OrderDraft; orderNumber: string; userMark: string }[] = [];
  readonly cancelled: string[] = [];
  readonly money = new FakeMoney();
  readonly modified: { brokerOrderId: string; order: OrderDraft }[] = [];
  readonly atBroker = new Map<string, BrokerOrder>();
  nextOrderNumber = 1;
  /** As global accounts have it; null: the broker does not count day trades. */
  dayTradesRemaining: number | null = null;
  mode: 'paper' | 'live' | 'unknown' = 'paper';
  ask = '187.50';
  bid = '187.48';
  last = '187.49';
  /** Last prices of symbols that have one of their own. */
  readonly lastOf = new Map<string, string>();
  /** A list for a symbol holds that alone; a share's, its options and combinations as well. */
  listsBySymbol = false;
  readonly noQuoteOf = new Set<string>();
  phase = 'regular';
  tradingStatus = 'normal';
  previewPasses: boolean | null = true;
  earningsToday = false;
  /** Of every option; null: the broker does not say. */
  multiplier: string | null = '100';
  cash = '1000000';
  positions: unknown[] = [];
  openOrders: BrokerOrder[] = [];
  /** What its list of fills holds. */
  fills: Transaction[] = [];
  /** Reads that fail, by name. */
  readonly failing = new Map<string, AppError>();
  /** What happens to a placement after it was noted; by default it is accepted. */
  onPlace: (brokerOrderId: string) => Promise<{ brokerOrderId: string; legIds?: string[] }> = async (
    brokerOrderId,
  ) => ({
    brokerOrderId,
  });
  /** Whether a placement arrives at all. */
  doesArrive = true;
  onCancel: (brokerOrderId: string) => Promise<{ brokerOrderId: string }> = async (brokerOrderId) => {
    this.report(brokerOrderId, { status: 'cancelled' });
    return { brokerOrderId };
  };
  /** What happens to a change after it was noted; by default it is made at once. */
  onModify: (change: FakeBroker['modified'][number]) => Promise<{ brokerOrderId: string }> = async ({
    brokerOrderId,
    order,
  }) => {
    const { quantity, limitPrice, stopPrice } = order;
    this.report(brokerOrderId, { quantity, limitPrice, stopPrice });
    return { brokerOrderId };
  };
  beforeRead: (name: string) => Promise<void> = async () => undefined;

  constructor(clock: ManualClock) {
    this.clock = clock;
  }

  report(brokerOrderId: string, change: Partial<BrokerOrder>): void {
    this.atBroker.set(brokerOrderId, { ...this.atBroker.get(brokerOrderId)!, ...change });
  }

  reads(): AccountReads {
    return {
      read: async (name, input) => {
        await this.beforeRead(name);
        const failure = this.failing.get(name);
        if (failure !== undefined) throw failure;
        const answerOf = this.#answers[name];
        if (answerOf === undefined) throw new Error(`this broker answers no ${name}`);
        const answer = answerOf(input as never);
        return workerCalls[name].output.parse(answer) as Output<WorkerReads, typeof name>;
      },
    };
  }

  effects(): AccountEffects {
    return {
      effect: async (name, input) => {
        if (name === 'orders.cancel') {
          const { brokerOrderId } = input as { brokerOrderId: string };
          this.cancelled.push(brokerOrderId);
          return this.onCancel(brokerOrderId) as never;
        }
        if (name === 'money.move') {
          this.money.moved.push(input as FakeMoney['moved'][number]);
          return this.money.onMove(`77${this.money.moved.length}`) as never;
        }
        if (name === 'orders.modify') {
          const change = input as FakeBroker['modified'][number];
          this.modified.push(change);
          return this.onModify(change) as never;
        }
        const sending = input as { order: OrderDraft; orderNumber: string; userMark: string };
        this.placed.push(sending);
        const brokerOrderId = `9007199254740993${this.placed.length}`;
        if (this.doesArrive) this.atBroker.set(brokerOrderId, arrivedOrder(this, brokerOrderId, sending));
        return this.onPlace(brokerOrderId) as never;
      },
    };
  }

  provenance() {
    const nowMs = this.clock.nowMs();
    return { asOfMs: nowMs, brokerTimeMs: nowMs, receivedAtMs: nowMs, isDelayed: false, isSimulated: true };
  }

  readonly #answers: FakeReads = {
    ...fakeMoneyAnswers(this),
    'account.profile': () => ({
      lastFour: '4321',
      mode: this.mode,
      accountType: 'PAPER',
      capability: null,
      status: null,
      isSimulated: true,
    }),
    'account.assets': () => ({
      currency: 'USD',
      netLiquidation: '1000000',
      equityWithLoan: '1000000',
      cashBalance: this.cash,
      cashAvailableForTrade: this.cash,
      buyingPower: this.cash,
      initialMargin: '0',
      maintenanceMargin: '0',
      excessLiquidity: '1000000',
      grossPositionValue: '0',
      unrealizedPnl: '0',
      realizedPnl: '0',
      todayPnl: '0',
      dayTradesRemaining: this.dayTradesRemaining,
      currencies: [{ currency: 'HKD', cashBalance: '0', rateToBase: '0.128' }],
      provenance: this.provenance(),
    }),
    'positions.list': () => ({ positions: this.positions, provenance: this.provenance() }),
    'quotes.get': ({ symbols }) =>
      symbols
        .filter((symbol) => !this.noQuoteOf.has(symbol))
        .map((symbol) => ({
          symbol,
          lastPrice: this.lastOf.get(symbol) ?? this.last,
          bidPrice: this.bid,
          bidSize: '100',
          askPrice: this.ask,
          askSize: '100',
          openPrice: '186',
          highPrice: '188',
          lowPrice: '185',
          previousClose: '186',
          change: null,
          changeRate: null,
          volume: '1000000',
          tradingStatus: this.tradingStatus,
          provenance: this.provenance(),
        })),
    'bars.get': ({ symbol, period, count }) => ({
      symbol,
      period,
      bars: Array.from({ length: count }, (_, ago) => ({
        startMs: this.clock.nowMs() - (count - ago) * 86_400_000,
        open: '186',
        high: '188',
        low: '185',
        close: '187',
        volume: '1000000',
      })),
      provenance: this.provenance(),
    }),
    'options.bars': ({ option, period, count }) => ({
      option,
      period,
      bars: Array.from({ length: count }, (_, ago) => ({
        startMs: this.clock.nowMs() - (count - ago) * 86_400_000,
        ...{ open: null, high: null, low: null, close: null },
        volume: '5000',
        openInterest: null,
      })),
      provenance: this.provenance(),
    }),
    'market.status': ({ market }) => ({
      market,
      phase: this.phase,
      statusText: null,
      openTimeText: null,
      provenance: this.provenance(),
    }),
    'contracts.get': ({ symbols }) =>
      symbols
        .filter((symbol) => symbol !== 'NOSUCH')
        .map((symbol) => ({
          symbol,
          name: `${symbol} Inc`,
          market: 'US',
          exchange: 'NASDAQ',
          currency: 'USD',
          securityType: parseOptionIdentifier(symbol) === null ? 'STK' : 'OPT',
          lotSize: '1',
          multiplier: parseOptionIdentifier(symbol) === null ? '1' : this.multiplier,
          tickSizes: [{ from: '0', to: null, fromInclusive: true, toInclusive: false, size: '0.01' }],
          isTradeable: true,
          isMarginable: true,
          isShortable: true,
          isCloseOnly: false,
          isEtf: false,
          supportsFractional: false,
          provenance: this.provenance(),
          underlying: parseOptionIdentifier(symbol)?.symbol ?? null,
        })),
    'options.chain': ({ symbol, expiry }) => ({
      symbol,
      expiry,
      options: fakeOptionRows(this),
      provenance: this.provenance(),
    }),
    'orders.preview': () => ({
      isPass: this.previewPasses,
      message: this.previewPasses === false ? 'not enough of something' : null,
      commission: '1.99',
      gst: null,
      commissionCurrency: 'USD',
      marginCurrency: 'USD',
      initialMarginBefore: '0',
      initialMarginAfter: '100',
      maintenanceMarginBefore: '0',
      maintenanceMarginAfter: '100',
      equityWithLoanBefore: '1000000',
      equityWithLoanAfter: '1000000',
      availableAfter: '999000',
      excessLiquidityAfter: '999000',
      provenance: this.provenance(),
    }),
    'calendar.get': ({ market, startDay }) => ({
      market,
      days: [{ day: startDay, kind: 'full' }],
      provenance: this.provenance(),
    }),
    'earnings.list': ({ symbol, startDay }) => ({
      symbol,
      reports: this.earningsToday
        ? [
            {
              reportDay: startDay,
              reportTime: null,
              fiscalQuarterEnding: null,
              expectedEps: null,
              actualEps: null,
            },
          ]
        : [],
      provenance: this.provenance(),
    }),
    'corporate.actions': ({ symbol }) => ({ symbol, actions: [], provenance: this.provenance() }),
    'orders.reserveNumber': () => ({ orderNumber: String(this.nextOrderNumber++) }),
    'orders.list': ({ symbol }) => ({
      orders: this.openOrders.filter(
        (open) =>
          !this.listsBySymbol ||
          symbol === null ||
          open.symbol === symbol ||
          combinationRoot(open.symbol) === symbol ||
          parseOptionIdentifier(open.symbol)?.symbol === symbol,
      ),
      isTruncated: false,
      nextCursor: null,
      provenance: this.provenance(),
    }),
    'transactions.list': ({ brokerOrderId }) => ({
      transactions: this.fills.filter((fill) => fill.brokerOrderId === brokerOrderId),
      nextCursor: null,
      provenance: this.provenance(),
    }),
    'orders.get': ({ brokerOrderId }) => ({ order: this.atBroker.get(brokerOrderId) ?? null }),
    'orders.reconcile': ({ orderNumber }) => {
      const order =
        [...this.atBroker.values()].find((candidate) => candidate.orderNumber === orderNumber) ?? null;
      return order === null
        ? { finding: 'not_found', order: null, text: 'Tiger has no such order: it was not placed.' }
        : { finding: 'found', order, text: `Tiger has it as order ${order.brokerOrderId}.` };
    },
  };
}
