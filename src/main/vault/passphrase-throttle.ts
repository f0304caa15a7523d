import { AppError } from '../../shared/app-error.ts';
import type { Clock } from '../platform/clock.ts';

/** Typing errors of the owner cost nothing. */
export const FREE_ATTEMPTS = 3;
/** From then on each wrong passphrase doubles the wait: a person at the keyboard cannot try a list. */
export const FIRST_WAIT_MS = 1_000;
/** Longer would lock the owner out for the attempts of somebody else. */
export const WAIT_MAX_MS = 60_000;

/**
 * Holds back whoever guesses at the window. It is forgotten at the app's end; against a copy of the file nothing but
 * the passphrase's length and scrypt's cost helps.
 */
export class PassphraseThrottle {
  readonly #clock: Clock;
  #failures = 0;
  #notBeforeMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** null: now. */
  get retryAtMs(): number | null {
    return this.#notBeforeMs > this.#clock.nowMs() ? this.#notBeforeMs : null;
  }

  /** @throws AppError rate_limited, while the wait after wrong attempts is not over */
  check(): void {
    const waitMs = (this.retryAtMs ?? 0) - this.#clock.nowMs();
    if (waitMs <= 0) return;
    throw new AppError('rate_limited', 'Too many wrong passphrases.', {
      nextStep: `Try again in ${Math.ceil(waitMs / 1_000)} seconds.`,
      retryable: true,
    });
  }

  succeeded(): void {
    this.#failures = 0;
    this.#notBeforeMs = 0;
  }

  failed(): void {
    this.#failures += 1;
    const doublings = this.#failures - FREE_ATTEMPTS;
    if (doublings < 0) return;
    this.#notBeforeMs = this.#clock.nowMs() + Math.min(FIRST_WAIT_MS * 2 ** doublings, WAIT_MAX_MS);
  }
}
