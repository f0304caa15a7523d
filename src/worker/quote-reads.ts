import { type Market, marketOfSymbol } from '../shared/domain/instrument.ts';
import type { Quote } from '../shared/domain/market-data.ts';
import { SYMBOLS_PER_CALL_MAX } from '../shared/ipc/worker-calls/quote-calls.ts';
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
import type { ReuseCounter } from './reuse-counter.ts';
import { SymbolBatcher } from './symbol-batcher.ts';
import { delayedQuoteOf, quoteOf } from './tiger-mapping/market-mapping.ts';

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };

export interface QuoteReadsDeps {
  readonly tiger: TigerReader;
  readonly clock: Clock;
  readonly reuse: ReuseCounter;
  /** Real-time quotes that were just read. */
  readonly onRead: (quotes: readonly Quote[]) => void;
  /** The broker refused real-time quotes. */
  readonly onRefused: () => void;
}

interface MarketQuotes {
  readonly realTime: SymbolBatcher<Quote>;
  readonly delayed: SymbolBatcher<Quote>;
  refusedUntilMs: number;
}

/**
 * Quotes by asking: real-time where the account may have them, else delayed ones that say so. Permissions are given by
 * market, so each market is asked apart: a missing one never costs the others their real-time quotes.
 */
export class QuoteReads {
  readonly #deps: QuoteReadsDeps;
  readonly #markets = new Map<Market, MarketQuotes>();

  constructor(deps: QuoteReadsDeps) {
    this.#deps = deps;
  }

  /** In the order asked for; symbols that Tiger does not know are absent. @throws TigerError */
  async get(symbols: readonly string[], signal?: AbortSignal): Promise<Quote[]> {
    const markets = [...new Set(symbols.map(marketOfSymbol))];
    const answers = await Promise.all(
      markets.map((market) => {
        const own = symbols.filter((symbol) => marketOfSymbol(symbol) === market);
        return this.#read(this.#market(market), own, signal);
      }),
    );
    const found = new Map(answers.flat().map((quote) => [quote.symbol, quote]));
    return symbols.flatMap((symbol) => found.get(symbol) ?? []);
  }

  async #read(market: MarketQuotes, symbols: string[], signal: AbortSignal | undefined): Promise<Quote[]> {
    const { clock } = this.#deps;
    if (clock.monotonicMs() < market.refusedUntilMs) return market.delayed.get(symbols, signal);
    try {
      return await market.realTime.get(symbols, signal);
    } catch (error) {
      if (!(error instanceof TigerError) || error.kind !== 'permission') throw error;
      this.#deps.onRefused();
      market.refusedUntilMs = clock.monotonicMs() + PERMISSION_REFUSED_LIFETIME_MS;
      return market.delayed.get(symbols, signal);
    }
  }

  #market(market: Market): MarketQuotes {
    const known = this.#markets.get(market);
    if (known !== undefined) return known;
    const { tiger, clock, reuse, onRead } = this.#deps;
    const common = { clock, reuse, symbolsPerCallMax: SYMBOLS_PER_CALL_MAX, symbolOf };
    const quotes: MarketQuotes = {
      realTime: new SymbolBatcher({
        ...common,
        method: quoteRealTime.name,
        lifetimeMs: QUOTE_LIFETIME_MS,
        ask: async (symbols, signal) => {
          const params = { symbols, include_hour_trading: false };
          const reply = await tiger.read(quoteRealTime, params, { ...TIME_LIMIT, signal });
          const quotes = reply.data.map((row) => quoteOf(row, reply));
          onRead(quotes);
          return quotes;
        },
      }),
      delayed: new SymbolBatcher({
        ...common,
        method: quoteDelay.name,
        lifetimeMs: DELAYED_QUOTE_LIFETIME_MS,
        ask: async (symbols, signal) => {
          const reply = await tiger.read(quoteDelay, { symbols }, { ...TIME_LIMIT, signal });
          return reply.data.map((row) => delayedQuoteOf(row, reply));
        },
      }),
      refusedUntilMs: Number.NEGATIVE_INFINITY,
    };
    this.#markets.set(market, quotes);
    return quotes;
  }
}

function symbolOf({ symbol }: Quote): string {
  return symbol;
}
