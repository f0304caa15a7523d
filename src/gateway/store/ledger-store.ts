import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEvent, type LedgerEvent } from '../ledger/ledger-event.ts';
import { completeLedger, emptyLedger, type LedgerState } from '../ledger/ledger-state.ts';
import { writeDurably } from './durable-file.ts';
import { Journal, type JournalEntry } from './journal.ts';

const SNAPSHOT_FILE = 'ledger-snapshot.json';
const JOURNAL_FILE = 'ledger-journal.jsonl';
/** About 2 MB of journal: replay stays well under a second and the disk use bounded. */
export const JOURNAL_ENTRIES_MAX = 4_000;

/**
 * The ledger in memory and on disk. `apply` changes the memory, `flush` makes it durable; answers go out only after
 * `flush`. When a write fails, nothing is accepted any more: memory would be ahead of the disk.
 */
export class LedgerStore {
  readonly #home: string;
  readonly #journal: Journal;
  readonly #state: LedgerState;
  #pending: JournalEntry[] = [];
  #isBroken = false;
  readonly #observers: ((events: readonly LedgerEvent[]) => void)[] = [];

  constructor(deps: { readonly homeDir: string }) {
    this.#home = deps.homeDir;
    mkdirSync(deps.homeDir, { recursive: true, mode: 0o700 });
    this.#state = this.#readSnapshot();
    this.#journal = new Journal(join(deps.homeDir, JOURNAL_FILE));
    for (const entry of this.#journal.read()) {
      // Entries up to the snapshot's number are left over from a crash between snapshot and truncation.
      if (entry.sequence <= this.#state.sequence) continue;
      applyEvent(this.#state, entry.event as LedgerEvent);
      this.#state.sequence = entry.sequence;
    }
  }

  get state(): Readonly<LedgerState> {
    return this.#state;
  }

  /** The id that the next order or execution takes; applying its event moves it on. */
  nextId(): string {
    return this.#state.nextId;
  }

  apply(event: LedgerEvent): void {
    if (this.#isBroken) throw new Error('the ledger cannot be written; restart the simulated gateway');
    applyEvent(this.#state, event);
    this.#state.sequence += 1;
    // Serialised now: the state shares objects with the event and may change before the flush.
    const copy: unknown = JSON.parse(JSON.stringify(event));
    this.#pending.push({ sequence: this.#state.sequence, event: copy });
  }

  /** Tells of events as soon as they are durable, in order. */
  observe(observer: (events: readonly LedgerEvent[]) => void): void {
    this.#observers.push(observer);
  }

  flush(): void {
    if (this.#pending.length === 0) return;
    const entries = this.#pending;
    this.#pending = [];
    try {
      this.#journal.append(entries);
      if (this.#journal.length >= JOURNAL_ENTRIES_MAX) this.#compact();
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
    const events = entries.map(({ event }) => event as LedgerEvent);
    for (const observer of this.#observers) observer(events);
  }

  close(): void {
    if (!this.#isBroken) this.flush();
    this.#journal.close();
  }

  #compact(): void {
    writeDurably(join(this.#home, SNAPSHOT_FILE), JSON.stringify(this.#state));
    this.#journal.clear();
  }

  #readSnapshot(): LedgerState {
    const path = join(this.#home, SNAPSHOT_FILE);
    if (!existsSync(path)) return emptyLedger();
    try {
      return completeLedger(JSON.parse(readFileSync(path, 'utf8')) as LedgerState);
    } catch (cause) {
      throw new Error(`${path} is damaged. Move the folder away to start with a fresh simulated account.`, {
        cause,
      });
    }
  }
}
