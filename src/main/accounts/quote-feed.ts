import { AppError } from '../../shared/app-error.ts';
import type { Account, AccountId } from '../../shared/domain/account.ts';
import { type PushTopic, WATCHED_PER_TOPIC_MAX } from '../../shared/ipc/worker-calls/push-calls.ts';
import type { AccountEvent, ConnectionEvent, MarketEvent } from '../../shared/ipc/worker-events.ts';

/** Something was not pushed for a while: whoever shows figures of this account reads them again. */
interface GapNews {
  readonly name: 'gap';
  readonly accountId: AccountId;
}

/**
 * What is told of a symbol: its figures as they were pushed; a gap; or that this symbol is not pushed (no permission,
 * or the plan's limit is used up), so that its figures are only as new as they are read.
 */
export type QuoteNews =
  | (MarketEvent & { readonly accountId: AccountId })
  | GapNews
  | (Extract<ConnectionEvent, { name: 'not_pushed' }> & { readonly accountId: AccountId });

/** What is told of an account: that an order, a fill, a position or its money changed. A hint to read, not the truth. */
export type AccountNews = AccountEvent | GapNews;

export type Unwatch = () => void;

/** What the broker pushes, for whoever in main wants to be told: windows, AI clients that subscribed to a resource. */
export interface LiveNews {
  /**
   * Tells of these symbols through this account until the returned function is called. Many may watch the same; the
   * broker is asked once. A push that comes is told at most ten times a second per symbol. It never throws for what
   * the broker refuses: that is told as `not_pushed`.
   * @param accountId null: the first account that is connected, own ones before the demo
   * @param listener must return soon and must not throw
   * @throws AppError not_found, unavailable (null, and no account is there), busy (over the app's own limits)
   */
  watch(
    accountId: AccountId | null,
    symbols: readonly string[],
    listener: (news: QuoteNews) => void,
    topic?: PushTopic,
  ): Unwatch;
  /** Orders, fills, positions and assets of an account. @throws AppError busy */
  watchAccount(accountId: AccountId, listener: (news: AccountNews) => void): Unwatch;
}

/** The symbols that are wanted, by topic. */
export type Wants = Readonly<Record<PushTopic, readonly string[]>>;

export interface QuoteFeedDeps {
  /** @throws AppError not_found */
  readonly account: (accountId: AccountId) => Account;
  readonly accounts: () => readonly Account[];
  readonly want: (accountId: AccountId, wants: Wants) => void;
}

/** Windows, and each resource of each AI client; far more than are open at once. */
const LISTENERS_MAX = 2_000;

interface Watch {
  readonly accountId: AccountId;
  readonly topic: PushTopic;
  readonly symbols: ReadonlySet<string>;
  readonly listener: (news: QuoteNews) => void;
}

/** Counts who watches what, tells the hub what is wanted at all, and hands out what comes. */
export class QuoteFeed implements LiveNews {
  readonly #deps: QuoteFeedDeps;
  readonly #watches = new Set<Watch>();
  readonly #accountWatches = new Set<{ accountId: AccountId; listener: (news: AccountNews) => void }>();

  constructor(deps: QuoteFeedDeps) {
    this.#deps = deps;
  }

  watch(
    accountId: AccountId | null,
    symbols: readonly string[],
    listener: (news: QuoteNews) => void,
    topic: PushTopic = 'quote',
  ): Unwatch {
    const chosenId = accountId === null ? this.#anyAccount() : this.#deps.account(accountId).id;
    const watch = { accountId: chosenId, topic, symbols: new Set(symbols), listener };
    const wanted = new Set([...this.#symbols(chosenId, topic), ...symbols]);
    this.#refuseIfMany(wanted.size > WATCHED_PER_TOPIC_MAX);
    this.#watches.add(watch);
    this.#tellWants(chosenId);
    return () => {
      if (this.#watches.delete(watch)) this.#tellWants(chosenId);
    };
  }

  watchAccount(accountId: AccountId, listener: (news: AccountNews) => void): Unwatch {
    this.#refuseIfMany(false);
    const watch = { accountId, listener };
    this.#accountWatches.add(watch);
    return () => this.#accountWatches.delete(watch);
  }

  tellAccount(news: AccountNews): void {
    for (const watch of this.#accountWatches) if (watch.accountId === news.accountId) watch.listener(news);
    if (news.name !== 'gap') return;
    for (const watch of this.#watches) if (watch.accountId === news.accountId) watch.listener(news);
  }

  tellMarket(
    accountId: AccountId,
    event: MarketEvent | Extract<ConnectionEvent, { name: 'not_pushed' }>,
  ): void {
    const { topic, symbols } = subjectOf(event);
    for (const watch of this.#watches) {
      if (watch.accountId !== accountId || watch.topic !== topic) continue;
      if (symbols.some((symbol) => watch.symbols.has(symbol))) watch.listener({ ...event, accountId });
    }
  }

  #tellWants(accountId: AccountId): void {
    const of = (topic: PushTopic) => [...this.#symbols(accountId, topic)];
    this.#deps.want(accountId, {
      quote: of('quote'),
      depth: of('depth'),
      trades: of('trades'),
      bar: of('bar'),
    });
  }

  #symbols(accountId: AccountId, topic: PushTopic): Set<string> {
    const symbols = new Set<string>();
    for (const watch of this.#watches) {
      if (watch.accountId !== accountId || watch.topic !== topic) continue;
      for (const symbol of watch.symbols) symbols.add(symbol);
    }
    return symbols;
  }

  #anyAccount(): AccountId {
    const connected = this.#deps.accounts().filter(({ push }) => push.state === 'connected');
    const chosen = connected.find(({ isDemo }) => !isDemo) ?? connected[0];
    if (chosen !== undefined) return chosen.id;
    throw new AppError('unavailable', 'No account is connected to its push service.', {
      nextStep: 'Read the figures instead, or look at Accounts in the app.',
      retryable: true,
    });
  }

  #refuseIfMany(areSymbolsMany: boolean): void {
    if (!areSymbolsMany && this.#watches.size + this.#accountWatches.size < LISTENERS_MAX) return;
    throw new AppError('busy', 'Too many symbols are watched at once.', {
      nextStep: `Watch at most ${WATCHED_PER_TOPIC_MAX} symbols; end what is not looked at.`,
    });
  }
}

function subjectOf(event: MarketEvent | Extract<ConnectionEvent, { name: 'not_pushed' }>): {
  readonly topic: PushTopic;
  readonly symbols: readonly string[];
} {
  switch (event.name) {
    case 'quote':
      return { topic: 'quote', symbols: [event.quote.symbol] };
    case 'depth':
      return { topic: 'depth', symbols: [event.depth.symbol] };
    case 'trades':
      return { topic: 'trades', symbols: [event.trades.symbol] };
    case 'bar':
      return { topic: 'bar', symbols: [event.bar.symbol] };
    case 'not_pushed':
      return event;
  }
}
