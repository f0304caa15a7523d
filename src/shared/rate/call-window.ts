/**
 * At most `limit` calls in any `lengthMs`. Slots are booked ahead and in order, so who asks first goes first.
 * Times are those of a monotonic clock.
 */
export class CallWindow {
  readonly #limit: number;
  readonly #lengthMs: number;
  /** Start times of booked calls, ascending; only the newest `limit` of them bear on the next one. */
  readonly #booked: number[] = [];

  constructor(limit: number, lengthMs: number) {
    this.#limit = limit;
    this.#lengthMs = lengthMs;
  }

  /** The earliest time, not before `nowMs`, at which one more call keeps the limit. */
  nextFreeMs(nowMs: number): number {
    const blocking = this.#booked[this.#booked.length - this.#limit];
    const afterLimit = blocking === undefined ? nowMs : blocking + this.#lengthMs;
    return Math.max(nowMs, this.#booked.at(-1) ?? nowMs, afterLimit);
  }

  book(atMs: number): void {
    this.#booked.push(atMs);
    if (this.#booked.length > this.#limit) this.#booked.shift();
  }
}
