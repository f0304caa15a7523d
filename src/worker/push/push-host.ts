import type { AccountId } from '../../shared/domain/account.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import type { PushTopic, pushCalls } from '../../shared/ipc/worker-calls/push-calls.ts';
import type { ForwardedEvent } from '../../shared/ipc/worker-events.ts';
import type { Clock } from '../../tiger/clock.ts';
import type { PushClient } from '../../tiger/push/push-client.ts';
import type { PushEvent } from '../../tiger/push/push-event.ts';
import type { PushListener, RefusedSubscription } from '../../tiger/push/push-listener.ts';
import { accountEventOf, connectionEventOf } from '../tiger-mapping/push-mapping.ts';
import { MarketOutlet } from './market-outlet.ts';
import { OrderNews } from './order-news.ts';

export type OwnClient = Pick<PushClient, 'start' | 'subscribe' | 'unsubscribe' | 'askUsage' | 'close'>;

export interface PushHostDeps {
  readonly clock: Clock;
  readonly tell: (event: ForwardedEvent) => void;
  readonly openClient: (listener: PushListener) => OwnClient;
}

type Watched = Input<typeof pushCalls, 'push.watch'>;

const ACCOUNT_TOPICS = ['order', 'fill', 'position', 'asset'] as const;
const SYMBOL_TOPICS = ['quote', 'depth', 'trades', 'bar'] as const satisfies readonly PushTopic[];

/**
 * The push connection of a developer id, while main wants this process to hold it: everything of the hosted accounts
 * at once, figures of the watched symbols at a bounded pace. It holds no more than the symbols it watches.
 */
export class PushHost {
  readonly #deps: PushHostDeps;
  readonly #accounts = new Map<string, AccountId>();
  readonly #watched: Readonly<Record<PushTopic, Set<string>>> = {
    quote: new Set(),
    depth: new Set(),
    trades: new Set(),
    bar: new Set(),
  };
  readonly #market: MarketOutlet;
  readonly #orders = new OrderNews();
  #client: OwnClient | null = null;

  constructor(deps: PushHostDeps) {
    this.#deps = deps;
    this.#market = new MarketOutlet(deps);
  }

  /** From now on for these accounts and no others; for none, the connection is closed. */
  async host(
    accounts: readonly { readonly accountId: AccountId; readonly account: string }[],
  ): Promise<void> {
    const client = this.#client;
    const before = [...this.#accounts.keys()];
    this.#accounts.clear();
    for (const { account, accountId } of accounts) this.#accounts.set(account, accountId);
    if (accounts.length === 0) {
      this.#client = null;
      await client?.close();
    } else if (client === null) this.#open();
    else {
      for (const account of this.#accounts.keys()) if (!before.includes(account)) subscribe(client, account);
      for (const account of before) if (!this.#accounts.has(account)) unsubscribe(client, account);
    }
  }

  watch(wanted: Watched): void {
    for (const topic of SYMBOL_TOPICS) {
      const wants = new Set(wanted[topic]);
      const unwanted = [...this.#watched[topic]].filter((symbol) => !wants.has(symbol));
      // First, so that the plan's limit is not passed in between.
      for (const symbol of unwanted) this.#forget(topic, symbol);
      if (unwanted.length > 0) this.#client?.unsubscribe({ topic, symbols: unwanted });
      const added = [...wants].filter((symbol) => !this.#watched[topic].has(symbol));
      for (const symbol of added) {
        this.#watched[topic].add(symbol);
        this.#market.watch(topic, symbol);
        // One by one, so that a symbol that is refused takes no other with it.
        this.#client?.subscribe({ topic, symbols: [symbol] });
      }
    }
  }

  async close(): Promise<void> {
    this.#market.close();
    const client = this.#client;
    this.#client = null;
    await client?.close();
  }

  #open(): void {
    const isOurs = () => this.#client === client;
    const client: OwnClient = this.#deps.openClient({
      onState: (state) => {
        const event = connectionEventOf(state);
        if (isOurs() && event !== null) this.#deps.tell(event);
      },
      onGap: () => {
        if (isOurs()) this.#gap();
      },
      onEvent: (event) => {
        if (isOurs()) this.#receive(event);
      },
      onRefusedSubscription: (refusal) => {
        if (isOurs()) this.#refused(refusal);
      },
      onUsage: ({ quoteLimit, depthLimit, tradesLimit }) => {
        if (isOurs()) this.#deps.tell({ name: 'usage', quoteLimit, depthLimit, tradesLimit });
      },
    });
    this.#client = client;
    for (const account of this.#accounts.keys()) subscribe(client, account);
    for (const topic of SYMBOL_TOPICS) {
      for (const symbol of this.#watched[topic]) client.subscribe({ topic, symbols: [symbol] });
    }
    client.start();
  }

  #gap(): void {
    this.#market.forgetFigures();
    this.#deps.tell({ name: 'gap' });
    this.#client?.askUsage();
  }

  #receive(event: PushEvent): void {
    switch (event.kind) {
      case 'quote':
        this.#market.takeQuote(event);
        return;
      case 'depth':
        this.#market.takeDepth(event);
        return;
      case 'bar':
        this.#market.takeBar(event);
        return;
      case 'trades':
        this.#market.takeTrades(event);
        return;
      case 'ranking':
        return;
      default:
        this.#receiveOfAccount(event);
    }
  }

  #receiveOfAccount(event: Extract<PushEvent, { readonly account: string }>): void {
    const accountId = this.#accounts.get(event.account);
    if (accountId === undefined) return;
    const told = accountEventOf(event, accountId);
    if (told === null) return;
    if (event.kind === 'order' && !this.#orders.isNewOrder(event)) return;
    if (event.kind === 'fill' && !this.#orders.isNewFill(event)) return;
    this.#deps.tell(told);
  }

  #refused({ subscription, text }: RefusedSubscription): void {
    if (subscription === null || 'account' in subscription) return;
    const topic = SYMBOL_TOPICS.find((name) => name === subscription.topic);
    if (topic === undefined) return;
    const symbols = [...subscription.symbols];
    for (const symbol of symbols) this.#forget(topic, symbol);
    this.#deps.tell({ name: 'not_pushed', topic, symbols, text });
  }

  #forget(topic: PushTopic, symbol: string): void {
    this.#watched[topic].delete(symbol);
    this.#market.unwatch(topic, symbol);
  }
}

function subscribe(client: OwnClient, account: string): void {
  for (const topic of ACCOUNT_TOPICS) client.subscribe({ topic, account });
}

function unsubscribe(client: OwnClient, account: string): void {
  for (const topic of ACCOUNT_TOPICS) client.unsubscribe({ topic, account });
}
