/** What an account's process saved Tiger from being asked, since its start. */
export interface Reuse {
  /** Answers given again within their lifetime. */
  readonly cacheHits: number;
  /** Questions that joined one that was under way. */
  readonly joined: number;
  /** Symbols that travelled with others in one call instead of in calls of their own. */
  readonly batched: number;
}

export class ReuseCounter {
  #cacheHits = 0;
  #joined = 0;
  #batched = 0;

  get reuse(): Reuse {
    return { cacheHits: this.#cacheHits, joined: this.#joined, batched: this.#batched };
  }

  hit(): void {
    this.#cacheHits += 1;
  }

  join(): void {
    this.#joined += 1;
  }

  batch(symbols: number): void {
    this.#batched += symbols;
  }
}
