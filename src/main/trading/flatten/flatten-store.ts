import type { Kysely, Transaction } from 'kysely';
import type { AccountId } from '../../../shared/domain/account.ts';
import { type FlattenRun, type FlattenRunLine, flattenRunSchema } from '../../../shared/domain/flatten.ts';
import { instrumentName } from '../../../shared/domain/option-identifier.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import { canonicalJson, type JsonObject } from '../../audit/canonical-json.ts';
import type { FlattenRunsTable } from '../../database/post-trade-tables.ts';
import type { Schema } from '../../database/schema.ts';
import type { Clock } from '../../platform/clock.ts';

export interface FlattenStoreDeps {
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** Runs as they are kept: each step is on record before the next one begins. */
export class FlattenStore {
  readonly #deps: FlattenStoreDeps;

  constructor(deps: FlattenStoreDeps) {
    this.#deps = deps;
  }

  async latest(accountId: AccountId): Promise<FlattenRun | null> {
    const row = await this.#deps.database
      .selectFrom('flatten_runs')
      .selectAll()
      .where('account_id', '=', accountId)
      .orderBy('started_at_ms', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : runOf(row);
  }

  /** Throws on a second run of an account while one is under way. */
  async start(run: FlattenRun, summary: string): Promise<void> {
    await this.#deps.database.transaction().execute(async (trx) => {
      await trx.insertInto('flatten_runs').values(rowOf(run)).execute();
      const lines = run.lines.map((line) => ({ ...line }));
      await this.#record(trx, run, 'flatten.started', 'user', summary, { lines });
    });
  }

  /** What became of one line. */
  async lineEnded(run: FlattenRun, line: FlattenRunLine): Promise<void> {
    await this.#deps.database.transaction().execute(async (trx) => {
      await this.#save(trx, run);
      const summary = `Closing ${instrumentName(line.symbol)}: ${line.text}`;
      await this.#record(trx, run, 'flatten.line_ended', 'app', summary, { ...line }, line.proposalId);
    });
  }

  async ended(run: FlattenRun, summary: string): Promise<void> {
    await this.#deps.database.transaction().execute(async (trx) => {
      await this.#save(trx, run);
      await this.#record(trx, run, 'flatten.ended', 'app', summary, { state: run.state });
    });
  }

  /** Those that an earlier run of the app left in the middle. */
  async running(): Promise<FlattenRun[]> {
    const rows = await this.#deps.database
      .selectFrom('flatten_runs')
      .selectAll()
      .where('state', '=', 'running')
      .execute();
    return rows.map(runOf);
  }

  async #save(trx: Transaction<Schema>, run: FlattenRun): Promise<void> {
    await trx.updateTable('flatten_runs').set(rowOf(run)).where('id', '=', run.id).execute();
  }

  async #record(
    trx: Transaction<Schema>,
    run: FlattenRun,
    kind: 'flatten.started' | 'flatten.line_ended' | 'flatten.ended',
    actor: 'user' | 'app',
    summary: string,
    detail: JsonObject,
    proposalId: string | null = null,
  ): Promise<void> {
    const about = { clientName: null, accountId: run.accountId, proposalId, brokerOrderId: null };
    await this.#deps.audit.append(
      { ...about, kind, actor, summary, detail: { run: run.id, ...detail } },
      trx,
    );
  }
}

function rowOf(run: FlattenRun): FlattenRunsTable {
  return {
    id: run.id,
    account_id: run.accountId,
    state: run.state,
    lines_json: canonicalJson(run.lines.map((line) => ({ ...line }))),
    started_at_ms: run.startedAtMs,
    ended_at_ms: run.endedAtMs,
  };
}

function runOf(row: FlattenRunsTable): FlattenRun {
  return flattenRunSchema.parse({
    id: row.id,
    accountId: row.account_id,
    state: row.state,
    lines: JSON.parse(row.lines_json),
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
  });
}
