import type { Clock } from '../../tiger/clock.ts';

/** Prices are read in swarms; that somebody still looks at a symbol needs no more. */
const TOLD_EVERY_MS = 10_000;
/** Symbols remembered; past it the oldest is told once more. */
const SYMBOLS_MAX = 500;

/** Tells which symbols are read, each at most once in a while. */
export class AskedSymbols {
  readonly #clock: Clock;
  readonly #tell: (symbols: readonly string[]) => void;
  readonly #toldAtMs = new Map<string, number>();

  constructor(clock: Clock, tell: (symbols: readonly string[]) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  take(symbols: readonly string[]): void {
    const nowMs = this.#clock.monotonicMs();
    const due = symbols.filter(
      (symbol) => nowMs - (this.#toldAtMs.get(symbol) ?? -Infinity) >= TOLD_EVERY_MS,
    );
    for (const symbol of due) {
      this.#toldAtMs.delete(symbol);
      this.#toldAtMs.set(symbol, nowMs);
      const oldest = this.#toldAtMs.keys().next();
      if (this.#toldAtMs.size > SYMBOLS_MAX && !oldest.done) this.#toldAtMs.delete(oldest.value);
    }
    if (due.length > 0) this.#tell(due);
  }
}
