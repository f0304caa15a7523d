/** Tells when what one client may see has become something else. */
export class AllowedView {
  readonly #describe: () => string;
  readonly #listeners = new Set<() => void>();
  #last: string;

  /** @param describe the same text for the same view */
  constructor(describe: () => string) {
    this.#describe = describe;
    this.#last = describe();
  }

  /** To be called whenever it may have changed. */
  check(): void {
    const now = this.#describe();
    if (now === this.#last) return;
    this.#last = now;
    for (const listener of this.#listeners) listener();
  }

  /** @returns a function that ends it */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
