import type { Quote } from '../shared/domain/market-data.ts';
import type { Clock } from '../tiger/clock.ts';
import { quoteDelay, quoteRealTime } from '../tiger/methods/quote-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { TigerError } from '../tiger/tiger-error.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import {
  DELAYED_QUOTE_LIFETIME_MS,
  PERMISSION_REFUSED_LIFETIME_MS,
  QUOTE_LIFETIME_MS,
} from './cache-lifetimes.ts';
import { askForKnown } from './known-symbols.ts';
import type { PushedQuotes } from './push/pushed-quotes.ts';
import type { ReadCache } from './read-cache.ts';
import { delayedQuoteOf, quoteOf } from './tiger-mapping/market-mapping.ts';

export interface QuoteSourceDeps {
  readonly tiger: TigerReader;
  readonly cache: ReadCache;
  readonly clock: Clock;
  /** Told which symbols somebody looks at. */
  readonly onAsked: (symbols: readonly string[]) => void;
  /** null: nothing is pushed to this process. */
  readonly pushed: PushedQuotes | null;
}

/** `read`: as the broker answered a moment ago, with the trading status, which no push tells; an order is judged by nothing else. */
type QuoteOrigin = 'newest' | 'read';

/** Real-time quotes where the account may have them, pushed or read, else delayed ones that say so. */
export class QuoteSource {
  readonly #deps: QuoteSourceDeps;
  #refusedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(deps: QuoteSourceDeps) {
    this.#deps = deps;
  }

  /** Symbols that Tiger does not know are absent. @throws TigerError */
  async get(symbols: readonly string[], origin: QuoteOrigin): Promise<Quote[]> {
    const { onAsked, pushed } = this.#deps;
    onAsked(symbols);
    const known = new Map(
      symbols.flatMap((symbol) => {
        const quote = origin === 'read' ? null : (pushed?.get(symbol) ?? null);
        return quote === null ? [] : [[symbol, quote] as const];
      }),
    );
    const unknown = symbols.filter((symbol) => !known.has(symbol));
    if (unknown.length === 0) return [...known.values()];
    const read = await this.#read(unknown);
    return known.size === 0 ? read : inOrderOf(symbols, [...known.values(), ...read]);
  }

  async #read(symbols: readonly string[]): Promise<Quote[]> {
    if (this.#deps.clock.monotonicMs() < this.#refusedUntilMs) return this.#delayed(symbols);
    try {
      return await this.#realTime(symbols);
    } catch (error) {
      if (!(error instanceof TigerError) || error.kind !== 'permission') throw error;
      this.#deps.pushed?.forgetRead();
      this.#refusedUntilMs = this.#deps.clock.monotonicMs() + PERMISSION_REFUSED_LIFETIME_MS;
      return this.#delayed(symbols);
    }
  }

  #realTime(symbols: readonly string[]): Promise<Quote[]> {
    const ask = async (asked: readonly string[]) => {
      const params = { symbols: asked, include_hour_trading: false };
      const reply = await this.#deps.tiger.read(quoteRealTime, params, { timeoutMs: BROKER_TIMEOUT_MS });
      const quotes = reply.data.map((row) => quoteOf(row, reply));
      this.#deps.pushed?.keep(quotes);
      return quotes;
    };
    return this.#deps.cache.get(`quote ${symbols.join()}`, QUOTE_LIFETIME_MS, async () => [
      ...(await askForKnown(symbols, ask)),
    ]);
  }

  #delayed(symbols: readonly string[]): Promise<Quote[]> {
    return this.#deps.cache.get(`delayed ${symbols.join()}`, DELAYED_QUOTE_LIFETIME_MS, async () => {
      const reply = await this.#deps.tiger.read(quoteDelay, { symbols }, { timeoutMs: BROKER_TIMEOUT_MS });
      return reply.data.map((row) => delayedQuoteOf(row, reply));
    });
  }
}

function inOrderOf(symbols: readonly string[], quotes: readonly Quote[]): Quote[] {
  return symbols.flatMap((symbol) => quotes.find((quote) => quote.symbol === symbol) ?? []);
}
