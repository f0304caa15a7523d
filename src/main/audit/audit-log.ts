import type { Kysely, Transaction } from 'kysely';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import { AUDIT_PAGE_MAX, type AuditFilter } from '../../shared/ipc/commands/audit-commands.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import { auditHash } from './audit-chain.ts';
import { type AuditFormat, exportAudit } from './audit-export.ts';
import { auditQuery } from './audit-query.ts';
import { type AuditEntry, auditContent, auditEventOf, auditRowOf } from './audit-row.ts';
import { type AuditVerification, verifyAuditChain } from './audit-verify.ts';

export interface AuditLogDeps {
  readonly database: Kysely<Schema>;
  readonly clock: Clock;
  readonly publish?: Publish;
}

/** Counting further would block the process for the sake of a number that nobody reads. */
const TOTAL_COUNTED_MAX = 100_000;

/** The append-only log. A failed append is thrown: what must be recorded does not happen without its record. */
export class AuditLog {
  readonly #deps: AuditLogDeps;

  constructor(deps: AuditLogDeps) {
    this.#deps = deps;
  }

  /** Pass the transaction of the change that the row records, so that neither exists without the other. */
  append(entry: AuditEntry, trx?: Transaction<Schema>): Promise<AuditEvent> {
    if (trx !== undefined) return this.#appendIn(trx, entry);
    return this.#deps.database.transaction().execute((own) => this.#appendIn(own, entry));
  }

  /** Newest first. `beforeSequence` is the last sequence of the page before; `total` counts to 100,000. */
  async list(
    filter: AuditFilter,
    beforeSequence: number | null,
    limit: number,
  ): Promise<{ events: AuditEvent[]; total: number }> {
    const { database } = this.#deps;
    const matching = auditQuery(database, filter);
    const page = beforeSequence === null ? matching : matching.where('sequence', '<', beforeSequence);
    const rows = await page
      .selectAll()
      .orderBy('sequence', 'desc')
      .limit(Math.min(limit, AUDIT_PAGE_MAX))
      .execute();
    const counted = await database
      .selectFrom(matching.select('sequence').limit(TOTAL_COUNTED_MAX).as('matching'))
      .select((row) => row.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    return { events: rows.map(auditEventOf), total: counted.total };
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
    const eventsWritten = await exportAudit(this.#deps.database, format, filter, filePath);
    await this.append({
      ...BY_USER,
      kind: 'audit.exported',
      summary: `Audit log exported: ${eventsWritten} rows as ${format.toUpperCase()}`,
      detail: { format, eventsWritten, filter: { ...filter } },
    });
    return { path: filePath, eventsWritten };
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
