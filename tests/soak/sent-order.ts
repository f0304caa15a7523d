/** One attempt to place an order, as the account's process told of it. */
export interface SentOrder {
  /** The user mark: ours alone. */
  readonly mark: string;
  readonly kind: string;
  outcome: 'accepted' | 'refused' | 'unknown' | 'found' | 'not_found';
  /** Null unless the broker confirmed one. */
  id: string | null;
}

/** Counts by name, for the summary. */
export class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string, count = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  addTo(total: Counts): void {
    for (const [name, count] of this.#counts) total.add(name, count);
  }

  toString(): string {
    const entries = [...this.#counts].toSorted(([left], [right]) => left.localeCompare(right));
    return entries.map(([name, count]) => `${name} ${count}`).join(', ');
  }
}
