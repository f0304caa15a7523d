import type { Quote } from '../shared/domain/market-data.ts';
import { QuoteReads, type QuoteReadsDeps } from './quote-reads.ts';

export interface QuoteSourceDeps extends QuoteReadsDeps {
  /** Told which symbols somebody looks at. */
  readonly onAsked: (symbols: readonly string[]) => void;
}

/** The quotes that callers ask for. */
export class QuoteSource {
  readonly #onAsked: QuoteSourceDeps['onAsked'];
  readonly #reads: QuoteReads;

  constructor(deps: QuoteSourceDeps) {
    this.#onAsked = deps.onAsked;
    this.#reads = new QuoteReads(deps);
  }

  /** Symbols that Tiger does not know are absent. @throws TigerError */
  get(symbols: readonly string[], signal?: AbortSignal): Promise<Quote[]> {
    this.#onAsked(symbols);
    return this.#reads.get(symbols, signal);
  }
}
