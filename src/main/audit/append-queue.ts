import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../shared/app-error.ts';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import type { AuditEntry } from './audit-row.ts';

/** One wait for the disk serves this many rows; more would hold up the other writers of the database. */
const ROWS_PER_COMMIT_MAX = 64;
/** Ten times what all clients can have under way at once (16 connections of 32 calls); beyond it something floods. */
const ROWS_WAITING_MAX = 5_000;

interface Waiting {
  readonly entry: AuditEntry;
  readonly done: (event: AuditEvent) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Rows that arrive together are made durable together, in the order in which they came. The wait for the disk stops
 * the whole process, so what calls and answers have arrived meanwhile is let in first: without that each of them would
 * pay for a wait of its own. Each caller is answered when its own row is on the disk.
 */
export class AppendQueue {
  readonly #commit: (entries: readonly AuditEntry[]) => Promise<readonly AuditEvent[]>;
  #waiting: Waiting[] = [];
  #isWriting = false;

  /** @param commit writes all of them in one transaction, or none */
  constructor(commit: (entries: readonly AuditEntry[]) => Promise<readonly AuditEvent[]>) {
    this.#commit = commit;
  }

  add(entry: AuditEntry): Promise<AuditEvent> {
    return new Promise((done, fail) => {
      if (this.#waiting.length >= ROWS_WAITING_MAX) return fail(tooMany());
      this.#waiting.push({ entry, done, fail });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      await nextTurn();
      await this.#write(this.#waiting.splice(0, ROWS_PER_COMMIT_MAX));
    }
    this.#isWriting = false;
  }

  async #write(rows: readonly Waiting[]): Promise<void> {
    try {
      const events = await this.#commit(rows.map(({ entry }) => entry));
      for (const [index, { done }] of rows.entries()) done(events[index] as AuditEvent);
    } catch (error) {
      if (rows.length === 1) return rows[0]?.fail(error);
      // Nothing was written. One row that cannot be must not take the others with it.
      for (const row of rows) await this.#write([row]);
    }
  }
}

function tooMany(): AppError {
  return new AppError('busy', 'The audit log cannot keep up: too many rows wait for the disk.', {
    nextStep: 'Wait a moment and try again; if it stays so, look whether the disk is full or slow.',
    retryable: true,
  });
}
