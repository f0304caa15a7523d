import type { Clock } from '../../../src/tiger/clock.ts';

/** Time passes only by sleeping, at once. */
export class ManualClock implements Clock {
  #nowMs: number;
  readonly slept: number[] = [];

  constructor(nowMs = Date.parse('2026-11-23T09:30:00Z')) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  advance(durationMs: number): void {
    this.#nowMs += durationMs;
  }

  async sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) throw signal.reason;
    this.slept.push(durationMs);
    this.advance(durationMs);
  }
}
