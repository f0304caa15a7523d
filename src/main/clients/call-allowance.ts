import { AppError } from '../../shared/app-error.ts';
import type { Clock } from '../platform/clock.ts';

/** An assistant makes a few calls a minute, a busy one a few each second; beyond ten it is a loop. */
export const CLIENT_CALLS_PER_MINUTE_MAX = 600;
const MINUTE_MS = 60_000;

interface Minute {
  readonly startedAtMs: number;
  calls: number;
}

/** How often each client may call. What the broker allows is counted elsewhere. */
export class CallAllowance {
  readonly #clock: Clock;
  readonly #minutes = new Map<string, Minute>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws AppError rate_limited */
  take(client: string): void {
    const nowMs = this.#clock.nowMs();
    this.#forget(nowMs);
    const minute = this.#minutes.get(client) ?? { startedAtMs: nowMs, calls: 0 };
    this.#minutes.set(client, minute);
    minute.calls += 1;
    if (minute.calls <= CLIENT_CALLS_PER_MINUTE_MAX) return;
    const waitSeconds = Math.ceil((minute.startedAtMs + MINUTE_MS - nowMs) / 1000);
    throw new AppError('rate_limited', `More than ${CLIENT_CALLS_PER_MINUTE_MAX} calls in a minute.`, {
      nextStep: `Wait ${waitSeconds} s, and ask for many symbols in one call.`,
      retryable: true,
    });
  }

  #forget(nowMs: number): void {
    for (const [client, { startedAtMs }] of this.#minutes)
      if (nowMs - startedAtMs >= MINUTE_MS) this.#minutes.delete(client);
  }
}
