import type { Clock } from '../clock.ts';
import { TigerError } from '../tiger-error.ts';
import { CallWindow } from './call-window.ts';
import { callsPerMinute, ORDER_SENDING_METHODS, ORDERS_PER_SECOND } from './rate-tiers.ts';

/** Tiger counts when a call arrives, we when it leaves; the margin covers calls that travel at different speeds. */
const ARRIVAL_MARGIN_MS = 250;
const MINUTE_MS = 60_000 + ARRIVAL_MARGIN_MS;
const SECOND_MS = 1_000 + ARRIVAL_MARGIN_MS;
/** Calls waiting for a slot of one method; more would only wait beyond every deadline. */
export const WAITING_PER_METHOD_MAX = 32;

export interface SlotOptions {
  /** A slot later than this is refused at once instead of waited for. */
  readonly waitMaxMs: number;
  readonly signal?: AbortSignal;
}

/** Keeps one account's calls under Tiger's limits, so that Tiger never has to answer with a refusal or a ban. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #perMethod = new Map<string, CallWindow>();
  readonly #waiting = new Map<string, number>();
  readonly #orderSending = new CallWindow(ORDERS_PER_SECOND, SECOND_MS);

  constructor(deps: { readonly clock: Clock }) {
    this.#clock = deps.clock;
  }

  /**
   * Resolves when the call may leave.
   * @throws TigerError `busy`, `rate_limited` or `cancelled`; the call was not sent
   */
  async takeSlot(method: string, options: SlotOptions): Promise<void> {
    const nowMs = this.#clock.monotonicMs();
    const windows = this.#windowsOf(method);
    const slotMs = Math.max(...windows.map((window) => window.nextFreeMs(nowMs)));
    const waitMs = Math.ceil(slotMs - nowMs);
    if (waitMs > options.waitMaxMs) {
      throw new TigerError('rate_limited', method, `the limit of calls is reached for another ${waitMs} ms`, {
        retryAfterMs: waitMs,
      });
    }
    const waiting = this.#waiting.get(method) ?? 0;
    if (waitMs > 0 && waiting >= WAITING_PER_METHOD_MAX) {
      throw new TigerError('busy', method, 'too many calls are waiting already', { retryAfterMs: waitMs });
    }
    for (const window of windows) window.book(slotMs);
    if (waitMs <= 0) return;
    this.#waiting.set(method, waiting + 1);
    try {
      await this.#clock.sleep(waitMs, options.signal);
    } catch {
      // The booked slot stays used: giving it back would let a later call overtake those behind it.
      throw new TigerError('cancelled', method, 'cancelled before it was sent');
    } finally {
      this.#waiting.set(method, (this.#waiting.get(method) ?? 1) - 1);
    }
  }

  #windowsOf(method: string): readonly CallWindow[] {
    let window = this.#perMethod.get(method);
    if (window === undefined) {
      window = new CallWindow(callsPerMinute(method), MINUTE_MS);
      this.#perMethod.set(method, window);
    }
    return ORDER_SENDING_METHODS.has(method) ? [window, this.#orderSending] : [window];
  }
}
