import type { WorkerEvent } from '../shared/ipc/worker-events.ts';
import type { Clock } from '../tiger/clock.ts';
import type { PushClient } from '../tiger/push/push-client.ts';
import type { PushEvent, PushQuote } from '../tiger/push/push-event.ts';
import type { PushListener, RefusedSubscription } from '../tiger/push/push-listener.ts';
import type { ReadCache } from './read-cache.ts';
import { workerEventOf } from './tiger-mapping/push-mapping.ts';

export interface PushRelayDeps {
  /** The broker's account number. */
  readonly account: string;
  readonly clock: Clock;
  readonly post: (event: WorkerEvent) => void;
  /** What was read before is out of date. */
  readonly cache: Pick<ReadCache, 'forget'>;
  readonly openClient: (
    listener: PushListener,
  ) => Pick<PushClient, 'start' | 'subscribe' | 'unsubscribe' | 'close'>;
}

/** Below the smallest plan of Tiger (20 symbols), so that the person's other devices keep some. */
export const WATCHED_SYMBOLS_MAX = 10;
/** Nobody reads prices faster, and a busy market sends thousands a second. */
export const QUOTE_INTERVAL_MS = 100;

/**
 * Carries what the broker pushes to main: everything of the account at once, quotes at most ten times a second per
 * symbol. What it holds is bounded by the symbols it watches.
 */
export class PushRelay {
  readonly #deps: PushRelayDeps;
  readonly #client: ReturnType<PushRelayDeps['openClient']>;
  readonly #life = new AbortController();
  /** The symbols that were asked for last, the newest at the end, with what is known of their quotes. */
  readonly #watched = new Map<string, PushQuote | null>();
  /** Symbols whose quotes may not be pushed; asked once. */
  readonly #refused = new Set<string>();
  readonly #unsent = new Set<string>();
  #isFlushing = false;

  constructor(deps: PushRelayDeps) {
    this.#deps = deps;
    this.#client = deps.openClient({
      onState: ({ name, text, nextStep }) => deps.post({ name: 'state', state: name, text, nextStep }),
      onGap: () => deps.post({ name: 'gap' }),
      onEvent: (event) => this.#receive(event),
      onRefusedSubscription: (refusal) => this.#refuse(refusal),
      onUsage: () => undefined,
    });
  }

  start(): void {
    const { account } = this.#deps;
    for (const topic of ['order', 'fill', 'position', 'asset'] as const) {
      this.#client.subscribe({ topic, account });
    }
    this.#client.start();
  }

  /** Somebody looks at these symbols: their quotes are wanted, instead of those that were asked for longest ago. */
  watch(symbols: readonly string[]): void {
    for (const symbol of symbols.slice(0, WATCHED_SYMBOLS_MAX)) {
      if (this.#refused.has(symbol)) continue;
      const known = this.#watched.get(symbol);
      this.#watched.delete(symbol);
      this.#watched.set(symbol, known ?? null);
      if (known === undefined) this.#client.subscribe({ topic: 'quote', symbols: [symbol] });
    }
    for (const symbol of this.#watched.keys()) {
      if (this.#watched.size <= WATCHED_SYMBOLS_MAX) return;
      this.#forget(symbol);
      this.#client.unsubscribe({ topic: 'quote', symbols: [symbol] });
    }
  }

  async close(): Promise<void> {
    this.#life.abort();
    await this.#client.close();
  }

  #receive(event: PushEvent): void {
    if (event.kind === 'quote') {
      this.#keepQuote(event);
      return;
    }
    if ('account' in event && event.account !== this.#deps.account) return;
    // First, so that whoever reads because of the event reads anew.
    this.#forgetReads(event);
    const workerEvent = workerEventOf(event);
    if (workerEvent !== null) this.#deps.post(workerEvent);
  }

  /** Of the kinds that are kept for long only the one that is named: each costs a call of a tight limit. */
  #forgetReads(event: PushEvent): void {
    const { cache } = this.#deps;
    if (event.kind === 'order' || event.kind === 'fill') cache.forget('positions STK');
    if (event.kind === 'position') cache.forget(`positions ${event.securityType}`);
    if ('account' in event) cache.forget('assets');
  }

  /** A message has some members of a quote; what it leaves out still holds. */
  #keepQuote(quote: PushQuote): void {
    const known = this.#watched.get(quote.symbol);
    if (known === undefined) return;
    this.#watched.set(quote.symbol, {
      ...quote,
      lastPrice: quote.lastPrice ?? known?.lastPrice ?? null,
      bidPrice: quote.part === 'basic' ? (known?.bidPrice ?? null) : quote.bidPrice,
      askPrice: quote.part === 'basic' ? (known?.askPrice ?? null) : quote.askPrice,
    });
    this.#unsent.add(quote.symbol);
    if (!this.#isFlushing) void this.#flushSoon();
  }

  async #flushSoon(): Promise<void> {
    this.#isFlushing = true;
    // Cut short by close.
    await this.#deps.clock.sleep(QUOTE_INTERVAL_MS, this.#life.signal).catch(() => undefined);
    this.#isFlushing = false;
    const symbols = [...this.#unsent];
    this.#unsent.clear();
    if (this.#life.signal.aborted) return;
    for (const symbol of symbols) {
      const quote = this.#watched.get(symbol);
      const event = quote === undefined || quote === null ? null : workerEventOf(quote);
      if (event !== null) this.#deps.post(event);
    }
  }

  #refuse({ subscription }: RefusedSubscription): void {
    if (subscription === null || 'account' in subscription) return;
    for (const symbol of subscription.symbols) {
      this.#forget(symbol);
      // Bounded like a day of browsing; beyond it, asking again does no harm.
      if (this.#refused.size < 1_000) this.#refused.add(symbol);
    }
  }

  #forget(symbol: string): void {
    this.#watched.delete(symbol);
    this.#unsent.delete(symbol);
  }
}
