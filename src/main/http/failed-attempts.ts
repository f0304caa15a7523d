import type { Clock } from '../platform/clock.ts';
import { FAILED_ADDRESSES_MAX, FAILED_ATTEMPTS_PER_MINUTE_MAX } from './http-limits.ts';

const MINUTE_MS = 60_000;

interface Minute {
  readonly startedAtMs: number;
  count: number;
}

/**
 * Requests without a good token, by address. It holds back answers and log rows, not good tokens: a signature of 256
 * bits is not guessed, and whoever could lock others out by failing would need no token to stop them.
 */
export class FailedAttempts {
  readonly #clock: Clock;
  readonly #minutes = new Map<string, Minute>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns seconds to wait; null: it may still be answered */
  failed(address: string): number | null {
    const nowMs = this.#clock.nowMs();
    for (const [each, { startedAtMs }] of this.#minutes)
      if (nowMs - startedAtMs >= MINUTE_MS) this.#minutes.delete(each);
    const isFull = this.#minutes.size >= FAILED_ADDRESSES_MAX;
    // Of more addresses than are remembered the rest share one count.
    const counted = this.#minutes.has(address) || !isFull ? address : 'others';
    const minute = this.#minutes.get(counted) ?? { startedAtMs: nowMs, count: 0 };
    this.#minutes.set(counted, minute);
    minute.count += 1;
    if (minute.count <= FAILED_ATTEMPTS_PER_MINUTE_MAX) return null;
    return Math.max(1, Math.ceil((minute.startedAtMs + MINUTE_MS - nowMs) / 1000));
  }
}
