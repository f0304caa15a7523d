import type { Slot } from '../../shared/rate/rate-lane.ts';
import type { Clock } from '../clock.ts';
import { TigerError } from '../tiger-error.ts';

/** Calls waiting for a slot of one method; more would only wait beyond every deadline. */
export const WAITING_PER_METHOD_MAX = 32;

export interface SlotOptions {
  /** A slot later than this is refused at once instead of waited for. */
  readonly waitMaxMs: number;
  readonly signal?: AbortSignal;
}

export interface RateLimiterDeps {
  readonly clock: Clock;
  /**
   * Books the next slot of the tiger id, here or where all its accounts book.
   * @throws TigerError `busy` if nobody answers
   */
  readonly book: (wish: { readonly method: string; readonly waitMaxMs: number }) => Slot | Promise<Slot>;
}

/** Keeps one account's calls under Tiger's limits, so that Tiger never has to answer with a refusal or a ban. */
export class RateLimiter {
  readonly #deps: RateLimiterDeps;
  readonly #waiting = new Map<string, number>();
  /** When the last slot of a method that was waited for comes, on the monotonic clock. */
  readonly #lastSlotMs = new Map<string, number>();

  constructor(deps: RateLimiterDeps) {
    this.#deps = deps;
  }

  /**
   * Resolves when the call may leave.
   * @throws TigerError `busy`, `rate_limited` or `cancelled`; the call was not sent
   */
  async takeSlot(method: string, { waitMaxMs, signal }: SlotOptions): Promise<void> {
    const { clock, book } = this.#deps;
    const waiting = this.#waiting.get(method) ?? 0;
    if (waiting >= WAITING_PER_METHOD_MAX) {
      const waitMs = Math.max(1, Math.ceil((this.#lastSlotMs.get(method) ?? 0) - clock.monotonicMs()));
      throw new TigerError('busy', method, `${waiting} calls are waiting already, for another ${waitMs} ms`, {
        retryAfterMs: waitMs,
      });
    }
    const booking = book({ method, waitMaxMs });
    // Not awaited where it is here at once, so that the next one finds this one in the queue.
    const { isBooked, waitMs } = booking instanceof Promise ? await booking : booking;
    if (!isBooked) {
      throw new TigerError('rate_limited', method, `the limit of calls is reached for another ${waitMs} ms`, {
        retryAfterMs: waitMs,
      });
    }
    if (waitMs > 0) await this.#wait(method, waitMs, signal);
  }

  async #wait(method: string, waitMs: number, signal: AbortSignal | undefined): Promise<void> {
    const { clock } = this.#deps;
    this.#waiting.set(method, (this.#waiting.get(method) ?? 0) + 1);
    this.#lastSlotMs.set(method, clock.monotonicMs() + waitMs);
    try {
      await clock.sleep(waitMs, signal);
    } catch {
      // The booked slot stays used: giving it back would let a later call overtake those behind it.
      throw new TigerError('cancelled', method, 'cancelled before it was sent');
    } finally {
      this.#waiting.set(method, (this.#waiting.get(method) ?? 1) - 1);
    }
  }
}
