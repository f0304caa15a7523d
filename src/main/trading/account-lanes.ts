import type { AccountId } from '../../shared/domain/account.ts';

/**
 * One sending at a time per account: the checks before the second order then see what the first one took of the
 * buying power. Different accounts do not wait for each other.
 */
export class AccountLanes {
  readonly #tails = new Map<AccountId, Promise<unknown>>();

  run<T>(accountId: AccountId, task: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(accountId) ?? Promise.resolve();
    const result = before.then(task);
    const tail = result
      .catch(() => undefined)
      .then(() => {
        if (this.#tails.get(accountId) === tail) this.#tails.delete(accountId);
      });
    this.#tails.set(accountId, tail);
    return result;
  }

  /** Resolves when everything that has begun or waits now has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.#tails.values());
  }
}
