import type { Clock } from '../tiger/clock.ts';
import { ReuseCounter } from './reuse-counter.ts';

/** Answers kept at once; beyond it the oldest goes. 500 quotes are about 500 kB. */
const ENTRIES_MAX = 500;

interface Entry {
  readonly value: Promise<unknown>;
  /** Ends the question while it is under way. */
  readonly life: AbortController;
  /** Callers that wait for the answer; one that has no signal waits to the end. */
  waiters: number;
  /** Infinity: the answer is under way. */
  expiresMs: number;
}

/**
 * Keeps answers for a moment and lets equal questions that are under way share one answer. Failures are not kept.
 * A caller that leaves takes nothing from the others; a question that nobody waits for any more is ended.
 */
export class ReadCache {
  readonly #clock: Clock;
  readonly #reuse: ReuseCounter;
  readonly #entries = new Map<string, Entry>();

  constructor(deps: { readonly clock: Clock; readonly reuse?: ReuseCounter }) {
    this.#clock = deps.clock;
    this.#reuse = deps.reuse ?? new ReuseCounter();
  }

  /**
   * @param load asks; its signal ends when the last caller has left
   * @param caller the signal of the one who asks
   */
  async get<T>(
    key: string,
    lifetimeMs: number,
    load: (signal: AbortSignal) => Promise<T>,
    caller: AbortSignal,
  ): Promise<T> {
    // A promise that is always handled, for a caller that has left handles nothing.
    const entry = this.#known(key) ?? this.#ask(key, lifetimeMs, load);
    entry.waiters += 1;
    const leave = () => this.#leave(key, entry);
    if (caller.aborted) leave();
    caller.addEventListener('abort', leave, { once: true });
    try {
      return (await entry.value) as T;
    } finally {
      caller.removeEventListener('abort', leave);
    }
  }

  /** The answer is known to be out of date, and so is one that is on its way. */
  forget(key: string): void {
    this.#entries.delete(key);
  }

  #known(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expiresMs <= this.#clock.monotonicMs()) return undefined;
    if (entry.expiresMs === Number.POSITIVE_INFINITY) this.#reuse.join();
    else this.#reuse.hit();
    return entry;
  }

  #ask<T>(key: string, lifetimeMs: number, load: (signal: AbortSignal) => Promise<T>): Entry {
    const life = new AbortController();
    const value = load(life.signal);
    const entry: Entry = { value, life, waiters: 0, expiresMs: Number.POSITIVE_INFINITY };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#forgetOldest();
    value.then(
      // The lifetime counts from the answer.
      () => {
        entry.expiresMs = this.#clock.monotonicMs() + lifetimeMs;
      },
      () => this.#drop(key, entry),
    );
    return entry;
  }

  #leave(key: string, entry: Entry): void {
    entry.waiters -= 1;
    if (entry.waiters > 0 || entry.expiresMs !== Number.POSITIVE_INFINITY) return;
    // Whoever comes now asks anew: this question has no answer any more.
    this.#drop(key, entry);
    entry.life.abort();
  }

  #drop(key: string, entry: Entry): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }

  #forgetOldest(): void {
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > ENTRIES_MAX && !oldest.done) this.#entries.delete(oldest.value);
  }
}
