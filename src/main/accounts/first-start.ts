import type { AccountId, AccountState } from '../../shared/domain/account.ts';

/** From a cold start to a ready account takes about a second. Whoever is not up by then holds nobody up any more. */
export const FIRST_START_MAX_MS = 10_000;

const COMING_UP: ReadonlySet<AccountState> = new Set(['starting', 'recovering']);

/**
 * The time after the app's start in which accounts come up for the first time. An AI client that has just started the
 * app calls within milliseconds; it is better served by a short wait than by an error. An account that restarts later
 * holds nobody up.
 */
export class FirstStart {
  readonly #comingUp = new Set<AccountId>();
  readonly #waiting = new Set<() => void>();

  begin(accountIds: readonly AccountId[]): void {
    for (const accountId of accountIds) this.#comingUp.add(accountId);
    // It must not keep a process alive that has nothing else to do.
    setTimeout(() => this.#end(), FIRST_START_MAX_MS).unref();
  }

  changed(accountId: AccountId, state: AccountState): void {
    if (!COMING_UP.has(state)) this.forget(accountId);
  }

  forget(accountId: AccountId): void {
    this.#comingUp.delete(accountId);
    if (this.#comingUp.size === 0) this.#end();
  }

  /** Resolves when it is over, or when the signal comes: never rejects. */
  over(signal: AbortSignal): Promise<void> {
    if (this.#comingUp.size === 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const resume = () => {
        signal.removeEventListener('abort', resume);
        this.#waiting.delete(resume);
        resolve();
      };
      signal.addEventListener('abort', resume, { once: true });
      this.#waiting.add(resume);
    });
  }

  #end(): void {
    this.#comingUp.clear();
    for (const resume of [...this.#waiting]) resume();
  }
}
