import type { Quote } from '../shared/domain/market-data.ts';
import { isOption } from '../shared/domain/option-identifier.ts';
import { readOptionQuotes } from './option-quote-source.ts';
import type { OptionSourceDeps } from './option-source.ts';
import type { PushedQuotes } from './push/pushed-quotes.ts';
import { QuoteReads, type QuoteReadsDeps } from './quote-reads.ts';

export interface QuoteSourceDeps extends Omit<QuoteReadsDeps, 'onRead' | 'onRefused'>, OptionSourceDeps {
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
  readonly #reads: QuoteReads;

  constructor(deps: QuoteSourceDeps) {
    this.#deps = deps;
    this.#reads = new QuoteReads({
      ...deps,
      onRead: (quotes) => deps.pushed?.keep(quotes),
      onRefused: () => deps.pushed?.forgetRead(),
    });
  }

  /** In the order asked for; symbols that Tiger does not know are absent. @throws TigerError, AppError */
  async get(symbols: readonly string[], origin: QuoteOrigin, signal: AbortSignal): Promise<Quote[]> {
    const options = symbols.filter(isOption);
    const shares = symbols.filter((symbol) => !isOption(symbol));
    const [ofShares, ofOptions] = await Promise.all([
      shares.length === 0 ? [] : this.#sharesOf(shares, origin, signal),
      readOptionQuotes({ ...this.#deps, shares: this.#reads }, options, signal),
    ]);
    const found = new Map([...ofShares, ...ofOptions].map((quote) => [quote.symbol, quote]));
    return symbols.flatMap((symbol) => found.get(symbol) ?? []);
  }

  async #sharesOf(symbols: readonly string[], origin: QuoteOrigin, signal: AbortSignal): Promise<Quote[]> {
    const { onAsked, pushed } = this.#deps;
    onAsked(symbols);
    const known = symbols.flatMap((symbol) => {
      const quote = origin === 'read' ? null : (pushed?.get(symbol) ?? null);
      return quote === null ? [] : [[symbol, quote] as const];
    });
    const found = new Map(known);
    const unknown = symbols.filter((symbol) => !found.has(symbol));
    const read = unknown.length === 0 ? [] : await this.#reads.get(unknown, signal);
    for (const quote of read) found.set(quote.symbol, quote);
    return symbols.flatMap((symbol) => found.get(symbol) ?? []);
  }
}
