import type { Kysely } from 'kysely';
import { TAINT_MS, type TaintSource } from '../../shared/domain/context-taint.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';

export interface ContextTaintStoreDeps {
  readonly database: Kysely<Schema>;
  readonly clock: Clock;
}

/** A program that reads all kinds of text shows the newest of them on the card. */
const SOURCES_SHOWN_MAX = 5;

/**
 * Control 30: when each client was last given text of third parties. By its name, so that a reconnect washes nothing
 * off, and in the database, so that neither does a restart.
 */
export class ContextTaintStore {
  readonly #deps: ContextTaintStoreDeps;

  constructor(deps: ContextTaintStoreDeps) {
    this.#deps = deps;
  }

  /** Before the text is handed over: what could not be recorded must not be read. */
  async record(clientName: string, source: string): Promise<void> {
    const nowMs = this.#deps.clock.nowMs();
    await this.#deps.database.transaction().execute(async (trx) => {
      await trx
        .deleteFrom('context_taints')
        .where('at_ms', '<=', nowMs - TAINT_MS)
        .execute();
      await trx
        .insertInto('context_taints')
        .values({ client_name: clientName, source, at_ms: nowMs })
        .onConflict((conflict) => conflict.columns(['client_name', 'source']).doUpdateSet({ at_ms: nowMs }))
        .execute();
    });
  }

  /** Newest first; empty: nothing in the last 30 minutes. */
  async of(clientName: string, db: Kysely<Schema> = this.#deps.database): Promise<TaintSource[]> {
    const rows = await db
      .selectFrom('context_taints')
      .select(['source', 'at_ms'])
      .where('client_name', '=', clientName)
      .where('at_ms', '>', this.#deps.clock.nowMs() - TAINT_MS)
      .orderBy('at_ms', 'desc')
      .limit(SOURCES_SHOWN_MAX)
      .execute();
    return rows.map(({ source, at_ms }) => ({ source, atMs: at_ms }));
  }
}
