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
    if (nowMs - (this.#toldAtMs.get(key) ?? Number.NEGATIVE_INFINITY) >= TOLD_EVERY_MS)
      this.#tellNow(key, nowMs);
    else this.#waiting.add(key);
    if (this.#waiting.size > 0 && !this.#isSleeping) void this.#tellLater();
  }

  forget(key: string): void {
    this.#toldAtMs.delete(key);
    this.#waiting.delete(key);
  }

  close(): void {
    this.#life.abort();
    this.#waiting.clear();
  }

  #tellNow(key: string, nowMs: number): void {
    if (this.#life.signal.aborted) return;
    this.#waiting.delete(key);
    this.#toldAtMs.set(key, nowMs);
    this.#tell(key);
  }

  async #tellLater(): Promise<void> {
    this.#isSleeping = true;
    // Cut short by close.
    await this.#clock.sleep(TOLD_EVERY_MS, this.#life.signal).catch(() => undefined);
    this.#isSleeping = false;
    const nowMs = this.#clock.monotonicMs();
    for (const key of [...this.#waiting]) this.#tellNow(key, nowMs);
  }
}
