import { AppError } from '../../shared/app-error.ts';
import type { Account } from '../../shared/domain/account.ts';
import type { Clock } from '../platform/clock.ts';

/** Orders, changes and cancels are not capped by the user; this many in a minute are a loop and no wish of anybody. */
export const EFFECT_CALLS_PER_MINUTE_MAX = 600;
const MINUTE_MS = 60_000;

interface Minute {
  readonly startedAtMs: number;
  calls: number;
}

/** How often each client may call, and each account may be read. What the broker allows is counted elsewhere. */
export class CallAllowance {
  readonly #clock: Clock;
  readonly #minutes = new Map<string, Minute>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws AppError rate_limited */
  readBy(client: string, readsPerMinute: number): void {
    const waitSeconds = this.#take(`reads by ${client}`, readsPerMinute);
    if (waitSeconds === null) return;
    const where = 'Tiger MCP Desktop > Connect';
    throw limited(`This client may read ${readsPerMinute} times a minute.`, waitSeconds, where);
  }

  /** @throws AppError rate_limited */
  effectBy(client: string): void {
    const waitSeconds = this.#take(`effects by ${client}`, EFFECT_CALLS_PER_MINUTE_MAX);
    if (waitSeconds === null) return;
    throw new AppError('rate_limited', `More than ${EFFECT_CALLS_PER_MINUTE_MAX} such calls in a minute.`, {
      nextStep: `Wait ${waitSeconds} s. Look at tiger_get_orders before you ask again.`,
      retryable: true,
    });
  }

  /** By all clients together. @throws AppError rate_limited */
  readOf({ id, alias, readsPerMinute }: Pick<Account, 'id' | 'alias' | 'readsPerMinute'>): void {
    const waitSeconds = this.#take(`reads of ${id}`, readsPerMinute);
    if (waitSeconds === null) return;
    const where = 'Tiger MCP Desktop > Accounts';
    throw limited(`"${alias}" may be read ${readsPerMinute} times a minute.`, waitSeconds, where);
  }

  /** @returns null: it may; otherwise the seconds until it may again */
  #take(what: string, callsMax: number): number | null {
    const nowMs = this.#clock.nowMs();
    this.#forget(nowMs);
    const minute = this.#minutes.get(what) ?? { startedAtMs: nowMs, calls: 0 };
    this.#minutes.set(what, minute);
    if (minute.calls >= callsMax) return Math.ceil((minute.startedAtMs + MINUTE_MS - nowMs) / 1000);
    minute.calls += 1;
    return null;
  }

  #forget(nowMs: number): void {
    for (const [what, { startedAtMs }] of this.#minutes)
      if (nowMs - startedAtMs >= MINUTE_MS) this.#minutes.delete(what);
  }
}

function limited(message: string, waitSeconds: number, where: string): AppError {
  return new AppError('rate_limited', message, {
    nextStep: `Try again in ${waitSeconds} s, and ask for many symbols in one call. The user set this limit in ${where}; orders and cancels are not held by it.`,
    retryable: true,
  });
}
