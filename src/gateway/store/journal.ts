import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Numbered, so that a journal that overlaps a snapshot is never applied twice. */
export interface JournalEntry {
  readonly sequence: number;
  readonly event: unknown;
}

/** A longer file was never compacted: something is wrong, and reading it could exhaust the memory. */
const FILE_LENGTH_MAX = 256 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * Append-only file of JSON lines. `append` returns once the lines are on the disk, so whatever was answered after it
 * survives the loss of the process or the machine. A last line without its end (a write cut off) was never
 * acknowledged and is dropped.
 */
export class Journal {
  readonly #path: string;
  #descriptor: number;
  #entries = 0;

  constructor(path: string) {
    this.#path = path;
    this.#descriptor = openSync(path, 'a+', 0o600);
  }

  /** Entries in the file, for deciding when to compact. */
  get length(): number {
    return this.#entries;
  }

  /** @throws Error if a complete line is damaged: the ledger must not continue from a guess */
  read(): JournalEntry[] {
    const bytes = existsSync(this.#path) ? readFileSync(this.#path) : Buffer.alloc(0);
    if (bytes.length > FILE_LENGTH_MAX) throw new Error(`${this.#path} is too large to be read`);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end < bytes.length) ftruncateSync(this.#descriptor, end);
    const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
    this.#entries = lines.length;
    return lines.map((line, index) => parseEntry(line, `${this.#path}:${index + 1}`));
  }

  append(entries: readonly JournalEntry[]): void {
    const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    const bytes = Buffer.from(text, 'utf8');
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#descriptor, bytes, written);
    }
    fsyncSync(this.#descriptor);
    this.#entries += entries.length;
  }

  /** Empties the file once a snapshot holds everything in it. */
  clear(): void {
    ftruncateSync(this.#descriptor, 0);
    fsyncSync(this.#descriptor);
    this.#entries = 0;
  }

  close(): void {
    if (this.#descriptor < 0) return;
    closeSync(this.#descriptor);
    this.#descriptor = -1;
  }
}

function parseEntry(line: string, place: string): JournalEntry {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry === 'object' && entry !== null && 'sequence' in entry && 'event' in entry) {
      if (typeof entry.sequence === 'number') return { sequence: entry.sequence, event: entry.event };
    }
  } catch {
    // Falls through to the error below, which names the place and not the content.
  }
  throw new Error(`${place} is damaged. Move the folder away to start with a fresh simulated account.`);
}
