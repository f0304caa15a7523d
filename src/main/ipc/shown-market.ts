import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { PushTopic } from '../../shared/ipc/worker-calls/push-calls.ts';
import type { LiveNews, QuoteNews, Unwatch } from '../accounts/quote-feed.ts';

export interface ShownMarketDeps {
  readonly live: LiveNews;
  readonly publish: Publish;
}

/** Windows read what they show every five seconds; two lost readings are a window that is gone or hidden. */
const LEASE_MS = 15_000;

interface Lease {
  readonly unwatch: Unwatch;
  readonly timer: NodeJS.Timeout;
}

/** What the windows show is pushed to them for as long as they go on reading it. */
export class ShownMarket {
  readonly #deps: ShownMarketDeps;
  readonly #leases = new Map<string, Lease>();

  constructor(deps: ShownMarketDeps) {
    this.#deps = deps;
  }

  /** Never throws: what cannot be pushed is read. */
  show(topic: PushTopic, accountId: AccountId, symbols: readonly string[]): void {
    const { live } = this.#deps;
    this.#hold(`gaps ${accountId}`, () =>
      live.watchAccount(accountId, ({ name }) => {
        if (name === 'gap') this.#deps.publish('push.gap', { accountId });
      }),
    );
    for (const symbol of symbols) {
      this.#hold(`${topic} ${accountId} ${symbol}`, () =>
        live.watch(accountId, [symbol], (news) => this.#tell(news), topic),
      );
    }
  }

  close(): void {
    for (const key of [...this.#leases.keys()]) this.#end(key);
  }

  #tell(news: QuoteNews): void {
    const { publish } = this.#deps;
    const { accountId } = news;
    if (news.name === 'quote') publish('quotes.pushed', { accountId, quote: news.quote });
    else if (news.name === 'depth') publish('depth.pushed', { accountId, depth: news.depth });
    else if (news.name === 'trades') publish('trades.pushed', { accountId, trades: news.trades });
  }

  #hold(key: string, watch: () => Unwatch): void {
    const held = this.#leases.get(key);
    if (held !== undefined) {
      held.timer.refresh();
      return;
    }
    try {
      this.#leases.set(key, { unwatch: watch(), timer: setTimeout(() => this.#end(key), LEASE_MS).unref() });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }

  #end(key: string): void {
    const lease = this.#leases.get(key);
    this.#leases.delete(key);
    clearTimeout(lease?.timer);
    lease?.unwatch();
  }
}
