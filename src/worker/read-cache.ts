import type { Clock } from '../tiger/clock.ts';
import { ReuseCounter } from './reuse-counter.ts';

/** Answers kept at once; beyond it the oldest goes. 500 quotes are about 500 kB. */
const ENTRIES_MAX = 500;

interface Entry {
  readonly value: Promise<unknown>;
  readonly expiresMs: number;
}

/**
 * Keeps answers for a moment and lets equal questions that are under way share one answer. Failures are not kept.
 * A shared question belongs to nobody, so no caller's cancel ends it; its own time limit does.
 */
export class ReadCache {
  readonly #clock: Clock;
  readonly #reuse: ReuseCounter;
  readonly #entries = new Map<string, Entry>();

  constructor(deps: { readonly clock: Clock; readonly reuse?: ReuseCounter }) {
    this.#clock = deps.clock;
    this.#reuse = deps.reuse ?? new ReuseCounter();
  }

  get<T>(key: string, lifetimeMs: number, load: () => Promise<T>): Promise<T> {
    const entry = this.#entries.get(key);
    if (entry !== undefined && entry.expiresMs > this.#clock.monotonicMs()) {
      if (entry.expiresMs === Number.POSITIVE_INFINITY) this.#reuse.join();
      else this.#reuse.hit();
      return entry.value as Promise<T>;
    }
    const value = load();
    this.#put(key, { value, expiresMs: Number.POSITIVE_INFINITY });
    value.then(
      // The lifetime counts from the answer, and only if no later question took the place.
      () => this.#replace(key, value, this.#clock.monotonicMs() + lifetimeMs),
      () => this.#replace(key, value, null),
    );
    return value;
  }

  /** The answer is known to be out of date, and so is one that is on its way. */
  forget(key: string): void {
    this.#entries.delete(key);
  }

  #put(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > ENTRIES_MAX && !oldest.done) this.#entries.delete(oldest.value);
  }

  #replace(key: string, value: Promise<unknown>, expiresMs: number | null): void {
    if (this.#entries.get(key)?.value !== value) return;
    if (expiresMs === null) this.#entries.delete(key);
    else this.#entries.set(key, { value, expiresMs });
  }
}
