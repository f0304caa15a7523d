import type { Clock } from '../../tiger/clock.ts';

/** Nobody reads prices faster, and a busy market sends thousands a second. */
export const TOLD_EVERY_MS = 100;

/**
 * Tells of each key at once, and then at most ten times a second: what comes meanwhile is told as its newest state at
 * the end of the interval. What it holds is bounded by its keys.
 */
export class PacedOutlet {
  readonly #clock: Clock;
  readonly #tell: (key: string) => void;
  readonly #life = new AbortController();
  readonly #toldAtMs = new Map<string, number>();
  readonly #waiting = new Set<string>();
  #isSleeping = false;

  constructor(clock: Clock, tell: (key: string) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Something about this key is new. */
  changed(key: string): void {
    const nowMs = this.#clock.monotonicMs();
    if (this.#dueInMs(key, nowMs) <= 0) {
      this.#tellNow(key, nowMs);
      return;
    }
    this.#waiting.add(key);
    if (!this.#isSleeping) void this.#tellWhenDue();
  }

  forget(key: string): void {
    this.#toldAtMs.delete(key);
    this.#waiting.delete(key);
  }

  close(): void {
    this.#life.abort();
    this.#waiting.clear();
  }

  #dueInMs(key: string, nowMs: number): number {
    return (this.#toldAtMs.get(key) ?? Number.NEGATIVE_INFINITY) + TOLD_EVERY_MS - nowMs;
  }

  #tellNow(key: string, nowMs: number): void {
    if (this.#life.signal.aborted) return;
    this.#waiting.delete(key);
    this.#toldAtMs.set(key, nowMs);
    this.#tell(key);
  }

  async #tellWhenDue(): Promise<void> {
    this.#isSleeping = true;
    while (this.#waiting.size > 0) {
      const nowMs = this.#clock.monotonicMs();
      const soonestMs = Math.min(...[...this.#waiting].map((key) => this.#dueInMs(key, nowMs)));
      // Cut short by close.
      await this.#clock.sleep(Math.max(1, soonestMs), this.#life.signal).catch(() => undefined);
      const wokenAtMs = this.#clock.monotonicMs();
      for (const key of [...this.#waiting])
        if (this.#dueInMs(key, wokenAtMs) <= 0) this.#tellNow(key, wokenAtMs);
    }
    this.#isSleeping = false;
  }
}
