import type { Quote } from '../../shared/domain/market-data.ts';
import { type PushedQuote, withPushed } from '../../shared/domain/pushed-market.ts';
import type { Clock } from '../../tiger/clock.ts';

/** Below the 3 s that a quote of an order may be old; a quieter symbol is read, which costs little because it is quiet. */
const PUSHED_FRESH_MS = 2_000;
/** How long a reading vouches for what is not pushed: the trading status. */
const STATUS_LIFETIME_MS = 10_000;
/** Symbols kept; past it the oldest is read again. */
const SYMBOLS_MAX = 500;

/**
 * Answers quotes from what was pushed, while that is whole and fresh: over a real-time reading of the last seconds,
 * since a push tells no halt. Delayed readings are never mixed with pushes.
 */
export class PushedQuotes {
  readonly #clock: Clock;
  readonly #read = new Map<string, Quote>();
  readonly #pushed = new Map<string, PushedQuote>();
  #isConnected = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** null: not pushed, not whole, or too old; then the symbol is to be read. */
  get(symbol: string): Quote | null {
    const read = this.#read.get(symbol);
    const pushed = this.#pushed.get(symbol);
    if (!this.#isConnected || read === undefined || pushed === undefined || !pushed.isComplete) return null;
    const nowMs = this.#clock.nowMs();
    if (pushed.receivedAtMs <= read.provenance.receivedAtMs) return null;
    if (nowMs - pushed.receivedAtMs > PUSHED_FRESH_MS) return null;
    return nowMs - read.provenance.receivedAtMs > STATUS_LIFETIME_MS ? null : withPushed(read, pushed);
  }

  /** Real-time quotes that were read just now. */
  keep(quotes: readonly Quote[]): void {
    for (const quote of quotes) if (quote.provenance.isDelayed === false) put(this.#read, quote);
  }

  take(pushed: PushedQuote): void {
    put(this.#pushed, pushed);
  }

  setConnected(isConnected: boolean): void {
    this.#isConnected = isConnected;
    if (!isConnected) this.forgetPushed();
  }

  forgetPushed(): void {
    this.#pushed.clear();
  }

  /** The account may not have real-time quotes any more. */
  forgetRead(): void {
    this.#read.clear();
  }
}

function put<T extends { readonly symbol: string }>(kept: Map<string, T>, item: T): void {
  kept.delete(item.symbol);
  kept.set(item.symbol, item);
  const oldest = kept.keys().next();
  if (kept.size > SYMBOLS_MAX && !oldest.done) kept.delete(oldest.value);
}
