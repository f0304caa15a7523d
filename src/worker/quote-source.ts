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
import type { ReadCache } from './read-cache.ts';
import { delayedQuoteOf, quoteOf } from './tiger-mapping/market-mapping.ts';

export interface QuoteSourceDeps {
  readonly tiger: TigerReader;
  readonly cache: ReadCache;
  readonly clock: Clock;
  /** Told which symbols somebody looks at. */
  readonly onAsked: (symbols: readonly string[]) => void;
}

/** Real-time quotes where the account may have them, else delayed ones that say so. */
export class QuoteSource {
  readonly #deps: QuoteSourceDeps;
  #refusedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(deps: QuoteSourceDeps) {
    this.#deps = deps;
  }

  /** Symbols that Tiger does not know are absent. @throws TigerError */
  async get(symbols: readonly string[]): Promise<Quote[]> {
    this.#deps.onAsked(symbols);
    if (this.#deps.clock.monotonicMs() < this.#refusedUntilMs) return this.#delayed(symbols);
    try {
      return await this.#realTime(symbols);
    } catch (error) {
      if (!(error instanceof TigerError) || error.kind !== 'permission') throw error;
      this.#refusedUntilMs = this.#deps.clock.monotonicMs() + PERMISSION_REFUSED_LIFETIME_MS;
      return this.#delayed(symbols);
    }
  }

  #realTime(symbols: readonly string[]): Promise<Quote[]> {
    const ask = async (asked: readonly string[]) => {
      const params = { symbols: asked, include_hour_trading: false };
      const reply = await this.#deps.tiger.read(quoteRealTime, params, { timeoutMs: BROKER_TIMEOUT_MS });
      return reply.data.map((row) => quoteOf(row, reply));
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
