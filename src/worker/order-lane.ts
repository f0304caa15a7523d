import { AppError } from '../shared/app-error.ts';

/** Orders that wait behind the one on the wire; more cannot be of use before their prices are gone. */
export const LANE_WAITING_MAX = 16;

interface Waiting {
  readonly start: () => void;
  readonly drop: (reason: string) => void;
}

/**
 * One call with effects at a time, in order. A call that is cancelled while it waits is dropped and never sent:
 * whoever gave it up counts on that. A call that has begun runs to its end.
 */
export class OrderLane {
  readonly #waiting: Waiting[] = [];
  #running: Promise<unknown> | null = null;
  #isClosed = false;

  /** @throws AppError `busy`, `cancelled` or `unavailable`, in which case nothing was sent */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#isClosed) return Promise.reject(notSent('unavailable', 'The account is shutting down.'));
    if (signal?.aborted) return Promise.reject(notSent('cancelled', 'The call was cancelled.'));
    if (this.#running === null) return this.#begin(task);
    if (this.#waiting.length >= LANE_WAITING_MAX) {
      return Promise.reject(notSent('busy', 'Too many orders of this account wait already.'));
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        signal?.removeEventListener('abort', onAbort);
      };
      const waiting: Waiting = {
        start: () => {
          leave();
          this.#begin(task).then(resolve, reject);
        },
        drop: (reason) => {
          leave();
          reject(notSent('cancelled', reason));
        },
      };
      const onAbort = () => waiting.drop('The call was cancelled.');
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(waiting);
    });
  }

  /** Drops what waits, and resolves when the call on the wire has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of [...this.#waiting]) waiting.drop('The account is shutting down.');
    await this.#running?.catch(() => {});
  }

  #begin<T>(task: () => Promise<T>): Promise<T> {
    const running = task().finally(() => {
      this.#running = null;
      this.#waiting[0]?.start();
    });
    this.#running = running;
    return running;
  }
}

function notSent(code: 'busy' | 'cancelled' | 'unavailable', message: string): AppError {
  return new AppError(code, `${message} Nothing was sent.`, {
    nextStep: 'Try again in a few seconds.',
    retryable: true,
  });
}
