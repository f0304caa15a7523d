import type { ErrorWire } from '../shared/app-error.ts';
import type { CommandName } from '../shared/ipc/commands.ts';
import type { Reply } from '../shared/ipc/contract.ts';
import { type AppApi, type CommandInput, call } from './api.ts';

/** A cached answer. A failed re-read keeps the last value: old figures with a said error beat an empty page. */
export interface ReadState<T = unknown> {
  readonly value: T | null;
  readonly error: ErrorWire | null;
  readonly isLoading: boolean;
  readonly loadedAtMs: number | null;
}

export const NOT_READ: ReadState<never> = { value: null, error: null, isLoading: false, loadedAtMs: null };

export function readStarted<T>(state: ReadState<T>): ReadState<T> {
  return { ...state, isLoading: true };
}

export function readAnswered<T>(state: ReadState<T>, reply: Reply<T>, nowMs: number): ReadState<T> {
  return reply.ok
    ? { value: reply.value, error: null, isLoading: false, loadedAtMs: nowMs }
    : { ...state, error: reply.error, isLoading: false };
}

export function readKey<K extends CommandName>(name: K, input: CommandInput<K>): string {
  return `${name} ${JSON.stringify(input)}`;
}

export interface ReadCacheDeps {
  readonly api: AppApi;
  readonly nowMs: () => number;
  readonly change: (key: string, next: (state: ReadState) => ReadState) => void;
}

interface Held {
  readonly name: CommandName;
  readonly load: () => Promise<Reply>;
  holders: number;
  isRunning: boolean;
  /** A fact arrived while the answer was on its way: that answer may be older than the fact. */
  isWantedAgain: boolean;
}

/** Reads that some part of the window shows now; one call in flight for each. */
export class ReadCache {
  readonly #deps: ReadCacheDeps;
  readonly #held = new Map<string, Held>();

  constructor(deps: ReadCacheDeps) {
    this.#deps = deps;
  }

  /** Loads at once and again with `refresh` until the returned function is called. */
  hold<K extends CommandName>(name: K, input: CommandInput<K>): () => void {
    const key = readKey(name, input);
    const held = this.#held.get(key) ?? {
      name,
      load: () => call(this.#deps.api, name, input),
      holders: 0,
      isRunning: false,
      isWantedAgain: false,
    };
    held.holders += 1;
    this.#held.set(key, held);
    void this.#run(key, held);
    return () => {
      held.holders -= 1;
      if (held.holders === 0) this.#held.delete(key);
    };
  }

  /** Reads again what is shown of these commands. */
  refresh(names: readonly CommandName[]): void {
    for (const [key, held] of this.#held) if (names.includes(held.name)) void this.#run(key, held);
  }

  async reload(key: string): Promise<void> {
    const held = this.#held.get(key);
    if (held !== undefined) await this.#run(key, held);
  }

  async #run(key: string, held: Held): Promise<void> {
    if (held.isRunning) {
      held.isWantedAgain = true;
      return;
    }
    held.isRunning = true;
    this.#deps.change(key, readStarted);
    do {
      held.isWantedAgain = false;
      const reply = await held.load();
      this.#deps.change(key, (state) => readAnswered(state, reply, this.#deps.nowMs()));
    } while (held.isWantedAgain && held.holders > 0);
    held.isRunning = false;
  }
}
