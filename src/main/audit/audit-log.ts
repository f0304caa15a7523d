import type { Kysely, Transaction } from 'kysely';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import type { AuditFilter } from '../../shared/ipc/commands/audit-commands.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import { AppendQueue } from './append-queue.ts';
import { auditHash } from './audit-chain.ts';
import { type AuditFormat, exportAudit } from './audit-export.ts';
import { type AuditPage, listAudit } from './audit-list.ts';
import { type AuditEntry, auditContent, auditRowOf } from './audit-row.ts';
import { type AuditScope, listAuditInScope } from './audit-scope.ts';
import { type AuditVerification, verifyAuditChain } from './audit-verify.ts';

export interface AuditLogDeps {
  readonly database: Kysely<Schema>;
  readonly clock: Clock;
  readonly publish?: Publish;
}

/** A program may call itself anything, anew each time. */
const CLIENT_NAMES_MAX = 200;

/** The append-only log. A failed append is thrown: what must be recorded does not happen without its record. */
export class AuditLog {
  readonly #deps: AuditLogDeps;
  readonly #queue = new AppendQueue((entries) =>
    this.#deps.database.transaction().execute((trx) => this.#appendAll(trx, entries)),
  );

  constructor(deps: AuditLogDeps) {
    this.#deps = deps;
  }

  /** Pass the transaction of the change that the row records, so that neither exists without the other. */
  append(entry: AuditEntry, trx?: Transaction<Schema>): Promise<AuditEvent> {
    if (trx !== undefined) return this.#appendIn(trx, entry);
    return this.#queue.add(entry);
  }

  /** See `listAudit`. */
  list(filter: AuditFilter, beforeSequence: number | null, limit: number): Promise<AuditPage> {
    return listAudit(this.#deps.database, filter, beforeSequence, limit);
  }

  /** See `listAuditInScope`. */
  listInScope(scope: AuditScope, beforeSequence: number | null, limit: number): Promise<AuditEvent[]> {
    return listAuditInScope(this.#deps.database, scope, beforeSequence, limit);
  }

  /** The names of all clients on record, in alphabetical order. */
  async clientNames(): Promise<string[]> {
    const rows = await this.#deps.database
      .selectFrom('audit_events')
      .select('client_name')
      .distinct()
      .where('client_name', 'is not', null)
      .orderBy('client_name')
      .limit(CLIENT_NAMES_MAX)
      .execute();
    return rows.flatMap(({ client_name: name }) => (name === null ? [] : [name]));
  }

  /** Checks the whole chain and records that it was checked. */
  async verify(): Promise<AuditVerification> {
    const verification = await verifyAuditChain(this.#deps.database);
    const recorded = this.append({
      ...BY_USER,
      kind: 'audit.verified',
      summary: verification.isIntact ? 'Audit log verified: intact' : 'Audit log verified: NOT intact',
      detail: { ...verification },
    });
    // A log that was tampered with may take no row any more; the finding must come out all the same.
    await (verification.isIntact ? recorded : recorded.catch(() => undefined));
    return verification;
  }

  /** Writes a file of mode 0600 and records that it was written. */
  async export(
    format: AuditFormat,
    filter: AuditFilter,
    filePath: string,
  ): Promise<{ path: string; eventsWritten: number }> {
    const eventsWritten = await exportAudit(this.#deps.database, format, filter, {
      filePath,
      createdAtMs: this.#deps.clock.nowMs(),
    });
    await this.append({
      ...BY_USER,
      kind: 'audit.exported',
      summary: `Audit log exported: ${eventsWritten} rows as ${format.toUpperCase()}`,
      detail: { format, eventsWritten, filter: { ...filter } },
    });
    return { path: filePath, eventsWritten };
  }

  async #appendAll(trx: Transaction<Schema>, entries: readonly AuditEntry[]): Promise<AuditEvent[]> {
    const events: AuditEvent[] = [];
    for (const entry of entries) events.push(await this.#appendIn(trx, entry));
    return events;
  }

  async #appendIn(trx: Transaction<Schema>, entry: AuditEntry): Promise<AuditEvent> {
    const head = await trx.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
    const content = {
      ...auditContent(entry),
      sequence: head.sequence + 1,
      atMs: this.#deps.clock.nowMs(),
      previousHash: head.hash,
    };
    const event: AuditEvent = { ...content, hash: auditHash(content) };
    await trx.insertInto('audit_events').values(auditRowOf(event)).execute();
    await trx.updateTable('audit_head').set({ sequence: event.sequence, hash: event.hash }).execute();
    this.#announce(event.sequence);
    return event;
  }

  /** After the transaction: it holds no await but the database's, so it has ended before the next turn of the loop. */
  #announce(sequence: number): void {
    const { publish } = this.#deps;
    if (publish !== undefined) setImmediate(() => publish('audit.appended', { sequence }));
  }
}

const BY_USER = {
  actor: 'user',
  clientName: null,
  accountId: null,
  proposalId: null,
  brokerOrderId: null,
} as const;
