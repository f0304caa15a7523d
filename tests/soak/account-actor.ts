import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../src/shared/app-error.ts';
import { orderDraftSchema } from '../../src/shared/domain/order.ts';
import { type WorkerCalls, workerCalls } from '../../src/shared/ipc/worker-calls.ts';
import { RpcClient } from '../../src/shared/rpc/rpc-client.ts';
import { readTigerConfig } from '../../src/tiger/config.ts';
import { placeForexOrder, transferSegmentFund } from '../../src/tiger/methods/fund-transfer-methods.ts';
import { futureCurrentContract } from '../../src/tiger/methods/future-contract-methods.ts';
import { optionExpiration } from '../../src/tiger/methods/option-quote-methods.ts';
import { placeOrder } from '../../src/tiger/methods/order-methods.ts';
import { openTigerClient } from '../../src/tiger/open-tiger-client.ts';
import type { TigerClient } from '../../src/tiger/tiger-client.ts';
import { TigerError } from '../../src/tiger/tiger-error.ts';
import { ExactNumber } from '../../src/tiger/wire/exact-number.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { portPair } from '../support/port-pair.ts';
import type { Random } from '../support/random.ts';
import { appOrder } from './app-order.ts';
import { patiently } from './patiently.ts';
import { Counts, type SentOrder } from './sent-order.ts';
import { type MarketFacts, WIRE_KINDS, wireOrder } from './wire-orders.ts';

const READ = { timeoutMs: 15_000, hasEffects: false } as const;
const EFFECT = { timeoutMs: 15_000, hasEffects: true } as const;
const WIRE = { timeoutMs: 4_000 } as const;
/** About two calls a second and account: a person's assistants at their busiest, and under the limits of calls. */
const PAUSE_MS = [100, 700] as const;
const OPTION_DAYS_LEAST = 14;
const DAY_MS = 86_400_000;

interface OpenOrder {
  readonly id: string;
  readonly sent: ReturnType<typeof orderDraftSchema.parse>;
}

interface SentQuery {
  readonly order: OpenOrder['sent'];
  readonly orderNumber: string;
  readonly userMark: string;
  readonly sentAtMs: number;
}

/** One account: the app's own process code behind its port, and a client for the orders that the app does not place. */
export class AccountActor {
  readonly account: string;
  readonly counts = new Counts();
  readonly sent: SentOrder[] = [];
  /** What must not happen at all, in words. */
  readonly defects: string[] = [];
  readonly #random: Random;
  readonly #rpc: RpcClient<WorkerCalls>;
  readonly #client: TigerClient;
  readonly #stopWorker: () => Promise<void>;
  readonly #open: OpenOrder[] = [];
  readonly #unclear: (() => Promise<void>)[] = [];
  #facts: MarketFacts = { price: 0, expiry: '', future: '' };

  constructor(account: string, properties: string, random: Random) {
    this.account = account;
    this.#random = random;
    const [main, worker] = portPair();
    const exited = new Promise<void>((resolve) => {
      startWorker({
        port: worker,
        exit: () => resolve(),
        onDefect: (where, error) => this.defects.push(`${where}: ${String(error)}`),
      });
    });
    this.#rpc = new RpcClient(workerCalls, main);
    main.post({ type: 'configure', accountId: 'acc_abcdefgh12345678', properties, isDemo: true });
    this.#client = openTigerClient(readTigerConfig(properties));
    this.#stopWorker = () => {
      main.post({ type: 'shutdown' });
      return exited;
    };
  }

  /** Looks up what can be traded, and puts money where futures need it. */
  async prepare(): Promise<void> {
    const { data } = await this.#client.read(optionExpiration, { symbols: ['AAPL'] }, WIRE);
    const latest = Date.now() + OPTION_DAYS_LEAST * DAY_MS;
    const index = data[0]?.timestamps.findIndex((timeMs) => Number(timeMs) > latest) ?? -1;
    const future = await this.#client.read(futureCurrentContract, { type: 'MES' }, WIRE);
    const expiry = data[0]?.dates[index]?.replaceAll('-', '') ?? '';
    this.#facts = { price: await this.#lastPrice(), expiry, future: future.data?.contractCode ?? '' };
    await this.#move('SEC', 'FUT', '100000');
  }

  /** Orders, changes, cancels, reads and movements until `endMs`. */
  async run(endMs: number): Promise<void> {
    while (Date.now() < endMs) {
      await this.#step();
      await sleep(this.#random.integer(...PAUSE_MS));
    }
  }

  /** Cancels what is open and finds out what became of every order without an answer. */
  async settle(): Promise<void> {
    for (const { id } of (await patiently(() => this.openOrders())).toReversed()) {
      await this.#tolerating('cancel', () => this.#rpc.call('orders.cancel', { brokerOrderId: id }, EFFECT));
    }
    for (const query of this.#unclear) await query();
  }

  async openOrders(): Promise<readonly { readonly id: string }[]> {
    const query = { scope: 'open', symbol: null, startMs: null, endMs: null, limit: 300 } as const;
    const { orders } = await this.#rpc.call('orders.list', query, READ);
    return orders.map(({ brokerOrderId }) => ({ id: brokerOrderId }));
  }

  /** An order as the account's process shows it. */
  async view(brokerOrderId: string) {
    return (await patiently(() => this.#rpc.call('orders.get', { brokerOrderId }, READ))).order;
  }

  async stop(): Promise<void> {
    this.#client.close();
    await this.#stopWorker();
  }

  async #step(): Promise<void> {
    const dice = this.#random.next();
    if (dice < 0.3) return this.#read();
    if (dice < 0.55) return this.#placeByApp();
    if (dice < 0.72) return this.#placeByWire();
    if (dice < 0.82) return this.#modify();
    if (dice < 0.94) return this.#cancel();
    return this.#moveMoney();
  }

  async #lastPrice(): Promise<number> {
    const [quote] = await this.#rpc.call('quotes.get', { symbols: ['AAPL'] }, READ);
    return Number(quote?.lastPrice ?? 0);
  }

  async #read(): Promise<void> {
    const symbol = this.#random.pick(['AAPL', '00700', 'MSFT', 'SPY']);
    const reads: readonly (() => Promise<unknown>)[] = [
      async () => {
        const price = await this.#lastPrice();
        if (price > 0) this.#facts = { ...this.#facts, price };
      },
      () => this.#rpc.call('account.assets', {}, READ),
      () => this.#rpc.call('positions.list', {}, READ),
      () => this.openOrders(),
      () => this.#rpc.call('bars.get', { symbol, period: '1d', count: 20 }, READ),
      () => this.#rpc.call('depth.get', { symbol }, READ),
      () => this.#rpc.call('ticks.get', { symbol, count: 20 }, READ),
      () => this.#rpc.call('market.status', { market: 'US' }, READ),
      () => this.#rpc.call('contracts.get', { symbols: [symbol] }, READ),
    ];
    await this.#tolerating('read', this.#random.pick(reads));
  }

  async #placeByApp(): Promise<void> {
    const order = appOrder(this.#random, this.#facts.price);
    const number = await this.#tolerating('read', () => this.#rpc.call('orders.reserveNumber', {}, READ));
    if (number === null) return;
    const sent = this.#begin(`app ${order.orderType}`);
    const identity = { order, orderNumber: number.orderNumber, userMark: sent.mark };
    const sentAtMs = Date.now();
    try {
      const { brokerOrderId } = await this.#rpc.call('orders.place', identity, EFFECT);
      Object.assign(sent, { outcome: 'accepted', id: brokerOrderId });
      if (order.orderType !== 'MKT') this.#open.push({ id: brokerOrderId, sent: order });
    } catch (error) {
      if (!this.#isExpected('place', error)) return;
      if (!(error instanceof AppError && error.outcomeUnknown)) {
        sent.outcome = 'refused';
        return;
      }
      this.#unclear.push(() => this.#reconcile(sent, { ...identity, sentAtMs }));
    }
  }

  async #reconcile(sent: SentOrder, query: SentQuery): Promise<void> {
    const { finding, order } = await patiently(async () => {
      const found = await this.#rpc.call('orders.reconcile', query, READ);
      if (found.finding === 'unclear')
        throw new AppError('busy', found.text, { nextStep: 'Ask again.', retryable: true });
      return found;
    });
    Object.assign(sent, { outcome: finding, id: order?.brokerOrderId ?? null });
    this.counts.add(`reconciled ${finding}`);
  }

  async #placeByWire(): Promise<void> {
    const kind = this.#random.pick(WIRE_KINDS);
    const sent = this.#begin(`wire ${kind}`);
    const order = wireOrder(kind, this.#random, this.account, this.#facts);
    // Each order of a pair carries its own mark, so that both can be found.
    const marked =
      'oca_orders' in order
        ? {
            oca_orders: order.oca_orders.map((leg, index) => ({
              ...leg,
              user_mark: `${sent.mark}${index === 0 ? '' : '+'}`,
            })),
          }
        : { ...order, user_mark: sent.mark };
    try {
      const { data } = await this.#client.write(placeOrder, marked, WIRE);
      Object.assign(sent, { outcome: 'accepted', id: data.id.toString() });
    } catch (error) {
      if (!this.#isExpected('place', error)) return;
      if (!(error instanceof TigerError && error.outcomeUnknown)) sent.outcome = 'refused';
    }
  }

  async #modify(): Promise<void> {
    if (this.#open.length === 0) return;
    const { id, sent } = this.#random.pick(this.#open);
    const order = {
      ...sent,
      quantity: orderDraftSchema.shape.quantity.parse(String(Number(sent.quantity) * 2)),
    };
    await this.#tolerating('modify', () =>
      this.#rpc.call('orders.modify', { brokerOrderId: id, order }, EFFECT),
    );
  }

  async #cancel(): Promise<void> {
    const open = this.#open.splice(this.#random.integer(0, Math.max(0, this.#open.length - 1)), 1)[0];
    if (open === undefined) return;
    await this.#tolerating('cancel', () =>
      this.#rpc.call('orders.cancel', { brokerOrderId: open.id }, EFFECT),
    );
  }

  async #moveMoney(): Promise<void> {
    const amount = `${this.#random.integer(1, 500)}.${this.#random.integer(10, 99)}`;
    if (this.#random.next() < 0.5) return this.#move('SEC', 'FUT', amount);
    const params = {
      seg_type: 'SEC',
      source_currency: 'USD',
      target_currency: 'HKD',
      source_amount: new ExactNumber(amount),
    };
    await this.#tolerating('forex', () => this.#client.write(placeForexOrder, params, WIRE));
  }

  async #move(from_segment: 'SEC' | 'FUT', to_segment: 'SEC' | 'FUT', amount: string): Promise<void> {
    const params = { from_segment, to_segment, currency: 'USD', amount: new ExactNumber(amount) } as const;
    await this.#tolerating('transfer', () => this.#client.write(transferSegmentFund, params, WIRE));
  }

  #begin(kind: string): SentOrder {
    const sent: SentOrder = {
      mark: `soak-${this.account}-${this.sent.length}`,
      kind,
      outcome: 'unknown',
      id: null,
    };
    this.sent.push(sent);
    this.counts.add(kind);
    return sent;
  }

  /** @returns null after a failure of a kind that a caller has to live with */
  async #tolerating<T>(what: string, call: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await call();
      this.counts.add(`${what} answered`);
      return answer;
    } catch (error) {
      this.#isExpected(what, error);
      return null;
    }
  }

  /** Counts a typed failure; anything else is a defect. */
  #isExpected(what: string, error: unknown): boolean {
    const code = error instanceof AppError ? error.code : error instanceof TigerError ? error.kind : null;
    if (code === null || code === 'internal') {
      this.defects.push(`${what}: ${String(error)}`);
      return false;
    }
    this.counts.add(`${what} ${code}`);
    return true;
  }
}
