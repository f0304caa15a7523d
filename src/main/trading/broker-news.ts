import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { AccountNews } from '../accounts/quote-feed.ts';
import type { OrderWatch } from './order-watch.ts';
import type { TradingContext } from './trading-context.ts';

/** An order that fills in many parts must not make the windows read its list for each of them. */
const TELL_WINDOWS_AFTER_MS = 100;

/** Turns what the broker pushes into reads: of the order that it names, or after a gap of all that are not over. */
export class BrokerNews {
  readonly #context: Pick<TradingContext, 'publish' | 'logger'>;
  readonly #watch: OrderWatch;
  readonly #work = new Set<Promise<void>>();
  readonly #tellings = new Map<AccountId, NodeJS.Timeout>();
  #isClosed = false;

  constructor(context: Pick<TradingContext, 'publish' | 'logger'>, watch: OrderWatch) {
    this.#context = context;
    this.#watch = watch;
  }

  take(news: AccountNews): void {
    if (this.#isClosed) return;
    const { accountId } = news;
    if (news.name === 'order' || news.name === 'fill') {
      this.#tellWindowsSoon(accountId);
      this.#keep(this.#watch.lookAtPushed(accountId, news.brokerOrderId));
    } else if (news.name === 'gap') {
      this.#tellWindowsSoon(accountId);
      this.#keep(this.#lookAtAll(accountId));
    }
  }

  /** Waits for the reads under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#tellings.values()) clearTimeout(timer);
    this.#tellings.clear();
    await Promise.all(this.#work);
  }

  async #lookAtAll(accountId: AccountId): Promise<void> {
    try {
      await this.#watch.lookAtAll(accountId);
    } catch (error) {
      // A broker that cannot be reached now is asked again by the turns.
      if (error instanceof AppError) return;
      this.#context.logger.error({ err: error }, 'the orders were not looked at after a gap');
    }
  }

  #keep(work: Promise<void>): void {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work));
  }

  /** Orders made elsewhere change, too, and have no row here to look at. */
  #tellWindowsSoon(accountId: AccountId): void {
    if (this.#tellings.has(accountId)) return;
    const timer = setTimeout(() => {
      this.#tellings.delete(accountId);
      this.#context.publish('orders.changed', { accountId });
    }, TELL_WINDOWS_AFTER_MS);
    this.#tellings.set(accountId, timer);
  }
}
