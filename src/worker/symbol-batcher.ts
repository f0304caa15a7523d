import type { Clock } from '../tiger/clock.ts';
import { TigerError } from '../tiger/tiger-error.ts';
import { askForKnown } from './known-symbols.ts';
import type { ReuseCounter } from './reuse-counter.ts';

/** Two calls under way: one on the wire and one about to be; whatever is asked meanwhile travels together. */
const BATCHES_AT_ONCE = 2;
/** Ten full calls; whoever comes later would wait beyond the time limit of the call. */
export const SYMBOLS_WAITING_MAX = 500;
/** Answers kept at once; beyond it the oldest goes. 500 quotes are about 500 kB. */
const ENTRIES_MAX = 500;
/** Long enough that a wrong symbol asked for in a loop does not split everybody's calls; a new listing waits so long. */
const UNKNOWN_LIFETIME_MS = 30_000;

export interface SymbolBatcherDeps<T> {
  /** Tiger's name for what is asked, for errors. */
  readonly method: string;
  readonly clock: Clock;
  readonly reuse: ReuseCounter;
  readonly symbolsPerCallMax: number;
  readonly lifetimeMs: number;
  /** One call; a symbol that Tiger does not know makes it fail, see askForKnown. @throws TigerError */
  readonly ask: (symbols: readonly string[], signal: AbortSignal) => Promise<readonly T[]>;
  readonly symbolOf: (row: T) => string;
}

/** null: Tiger does not know the symbol. */
type Found<T> = T | null;

interface Call<T> {
  readonly entries: readonly Entry<T>[];
  readonly life: AbortController;
}

interface Entry<T> {
  readonly symbol: string;
  readonly found: Promise<Found<T>>;
  readonly settle: (found: Found<T>) => void;
  readonly fail: (error: unknown) => void;
  /** The question that brought it in: symbols of one question fail together. */
  readonly question: number;
  /** Callers that still wait for it. */
  waiters: number;
  /** The call that it travels with; null: it waits for one. */
  call: Call<T> | null;
  expiresMs: number;
}

/**
 * Asks for symbols in as few calls as Tiger allows. Each symbol is asked for once, whoever wants it at that moment; the
 * symbols of several callers travel together, and each caller gets its own. A refusal stays with the question that
 * caused it. A caller that leaves takes nothing from the others; a symbol that nobody waits for any more is not asked, and a
 * call that nobody waits for any more is ended.
 */
export class SymbolBatcher<T> {
  readonly #deps: SymbolBatcherDeps<T>;
  readonly #entries = new Map<string, Entry<T>>();
  #waiting: Entry<T>[] = [];
  #callsUnderWay = 0;
  #questions = 0;
  #isScheduled = false;

  constructor(deps: SymbolBatcherDeps<T>) {
    this.#deps = deps;
  }

  /** In the order asked for; symbols that Tiger does not know are absent. @throws TigerError */
  async get(symbols: readonly string[], signal?: AbortSignal): Promise<T[]> {
    this.#questions += 1;
    const unique = [...new Set(symbols)];
    this.#refuseIfCrowded(unique);
    const entries = unique.map((symbol) => this.#entry(symbol, this.#questions));
    for (const entry of entries) entry.waiters += 1;
    const leave = () => {
      for (const entry of entries) this.#leave(entry);
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      const found = await Promise.all(entries.map((entry) => entry.found));
      return found.filter((row) => row !== null);
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  #entry(symbol: string, question: number): Entry<T> {
    const { clock, reuse } = this.#deps;
    const known = this.#entries.get(symbol);
    if (known !== undefined && known.expiresMs > clock.monotonicMs()) {
      if (known.expiresMs === Number.POSITIVE_INFINITY) reuse.join();
      else reuse.hit();
      return known;
    }
    const entry = newEntry<T>(symbol, question);
    this.#entries.delete(symbol);
    this.#entries.set(symbol, entry);
    this.#forgetOldest();
    this.#waiting.push(entry);
    this.#schedule();
    return entry;
  }

  /** After this turn of the event loop: questions that arrive together travel together, and none waits for it. */
  #schedule(): void {
    if (this.#isScheduled || this.#callsUnderWay >= BATCHES_AT_ONCE) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      while (this.#waiting.length > 0 && this.#callsUnderWay < BATCHES_AT_ONCE) void this.#send();
    });
  }

  async #send(): Promise<void> {
    const batch = this.#waiting.splice(0, this.#deps.symbolsPerCallMax);
    const call = { entries: batch, life: new AbortController() };
    for (const entry of batch) entry.call = call;
    if (new Set(batch.map(({ question }) => question)).size > 1) this.#deps.reuse.batch(batch.length);
    this.#callsUnderWay += 1;
    await this.#ask(batch, call.life.signal);
    this.#callsUnderWay -= 1;
    if (this.#waiting.length > 0) this.#schedule();
  }

  async #ask(batch: readonly Entry<T>[], signal: AbortSignal): Promise<void> {
    const { ask, symbolOf, lifetimeMs } = this.#deps;
    try {
      const rows = await askForKnown(
        batch.map(({ symbol }) => symbol),
        (symbols) => ask(symbols, signal),
      );
      const bySymbol = new Map(rows.map((row) => [symbolOf(row), row]));
      for (const entry of batch) {
        const row = bySymbol.get(entry.symbol) ?? null;
        entry.expiresMs = this.#deps.clock.monotonicMs() + (row === null ? UNKNOWN_LIFETIME_MS : lifetimeMs);
        entry.settle(row);
      }
    } catch (error) {
      const questions = new Set(batch.map(({ question }) => question));
      // One of several questions was refused: alone, each gets the answer that it would have had alone.
      if (questions.size > 1 && isRefusal(error)) {
        for (const one of questions) {
          await this.#ask(
            batch.filter(({ question }) => question === one),
            signal,
          );
        }
        return;
      }
      for (const entry of batch) this.#fail(entry, error);
    }
  }

  #fail(entry: Entry<T>, error: unknown): void {
    if (this.#entries.get(entry.symbol) === entry) this.#entries.delete(entry.symbol);
    entry.fail(error);
  }

  #leave(entry: Entry<T>): void {
    entry.waiters -= 1;
    if (entry.waiters > 0) return;
    if (entry.call !== null) {
      this.#endIfNobodyWaits(entry.call);
      return;
    }
    this.#waiting = this.#waiting.filter((one) => one !== entry);
    this.#fail(entry, new TigerError('cancelled', this.#deps.method, 'cancelled before it was sent'));
  }

  /** The request to the broker ends with the last who wanted its answer. */
  #endIfNobodyWaits({ entries, life }: Call<T>): void {
    if (entries.some(({ waiters }) => waiters > 0)) return;
    // Whoever asks from here on asks anew.
    for (const entry of entries)
      if (this.#entries.get(entry.symbol) === entry) this.#entries.delete(entry.symbol);
    life.abort();
  }

  #refuseIfCrowded(symbols: readonly string[]): void {
    if (this.#waiting.length + symbols.length <= SYMBOLS_WAITING_MAX) return;
    const seconds = Math.ceil(this.#waiting.length / this.#deps.symbolsPerCallMax);
    const text = `${this.#waiting.length} symbols are waiting already, for about ${seconds} s`;
    throw new TigerError('busy', this.#deps.method, text, { retryAfterMs: seconds * 1_000 });
  }

  #forgetOldest(): void {
    if (this.#entries.size <= ENTRIES_MAX) return;
    for (const [symbol, entry] of this.#entries) {
      // What is under way stays: somebody waits for it.
      if (entry.expiresMs === Number.POSITIVE_INFINITY) continue;
      this.#entries.delete(symbol);
      return;
    }
  }
}

function newEntry<T>(symbol: string, question: number): Entry<T> {
  const ends: Partial<Pick<Entry<T>, 'settle' | 'fail'>> = {};
  const found = new Promise<Found<T>>((resolve, reject) =>
    Object.assign(ends, { settle: resolve, fail: reject }),
  );
  // Everybody who waited may have left before it fails.
  found.catch(() => {});
  const life = { waiters: 0, call: null, expiresMs: Number.POSITIVE_INFINITY };
  return { symbol, found, question, ...life, ...(ends as Pick<Entry<T>, 'settle' | 'fail'>) };
}

/** Tiger looked at what was asked and said no; anything else would happen again to each part. */
function isRefusal(error: unknown): boolean {
  return error instanceof TigerError && (error.kind === 'request_refused' || error.kind === 'other_refusal');
}
