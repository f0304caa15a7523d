/** A clock that a test sets. */
export class ManualClock {
  #nowMs: number;

  constructor(nowMs = Date.UTC(2026, 0, 5, 15, 0, 0)) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  advance(ms: number): void {
    this.#nowMs += ms;
  }
}
