import type { Clock } from '../platform/clock.ts';
import type { SupervisionLimits } from './supervision-limits.ts';

const BACKOFF_FACTOR = 2;

/** Says how long to wait before the next start of a process, and when to give up. */
export class RestartBudget {
  readonly #limits: SupervisionLimits;
  readonly #clock: Clock;
  #startsMs: number[] = [];

  constructor(limits: SupervisionLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** @returns milliseconds to wait; null if it failed too often and somebody has to look */
  nextWaitMs(): number | null {
    const nowMs = this.#clock.nowMs();
    this.#startsMs = this.#startsMs.filter((startMs) => nowMs - startMs < this.#limits.restartWindowMs);
    const countBefore = this.#startsMs.length;
    if (countBefore >= this.#limits.restartsMax) return null;
    this.#startsMs.push(nowMs);
    return backoffMs(countBefore, this.#limits.restartWaitFirstMs, this.#limits.restartWaitMaxMs);
  }
}

/** Doubles with every attempt up to a limit. */
export function backoffMs(attemptsBefore: number, firstMs: number, maxMs: number): number {
  return Math.min(maxMs, firstMs * BACKOFF_FACTOR ** attemptsBefore);
}
