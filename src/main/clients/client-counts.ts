import type { Kysely } from 'kysely';
import type { ClientId } from '../../shared/domain/client-entry.ts';
import type { Schema } from '../database/schema.ts';
import { rowOf, type StoredClient } from './client-record.ts';

/** Counts are for people to look at: they are written now and then, and all at the end. */
const WRITE_INTERVAL_MS = 5_000;

/** Keeps what clients have done on disk without a write for each call. */
export class ClientCounts {
  readonly #database: Kysely<Schema>;
  readonly #find: (id: ClientId) => StoredClient | null;
  readonly #unwritten = new Set<ClientId>();
  #timer: NodeJS.Timeout | null = null;

  constructor(database: Kysely<Schema>, find: (id: ClientId) => StoredClient | null) {
    this.#database = database;
    this.#find = find;
  }

  changed(id: ClientId): void {
    this.#unwritten.add(id);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      // What could not be written is written after the next call, or at the end.
      this.#write().catch(() => undefined);
    }, WRITE_INTERVAL_MS);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#write();
  }

  async #write(): Promise<void> {
    for (const id of [...this.#unwritten]) {
      // First, so that a call meanwhile is written with the next turn.
      this.#unwritten.delete(id);
      const stored = this.#find(id);
      if (stored === null) continue;
      const { last_seen_at_ms, calls_total, denials_total, characters_sent } = rowOf(stored);
      const counts = { last_seen_at_ms, calls_total, denials_total, characters_sent };
      try {
        await this.#database.updateTable('clients').set(counts).where('id', '=', id).execute();
      } catch (error) {
        this.#unwritten.add(id);
        throw error;
      }
    }
  }
}
