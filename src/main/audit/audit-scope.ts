import type { Kysely } from 'kysely';
import type { AccountId } from '../../shared/domain/account.ts';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import type { Schema } from '../database/schema.ts';
import { auditEventOf } from './audit-row.ts';

/** What one client may see of the log: the accounts that are open to it, and what it did that was about none. */
export interface AuditScope {
  readonly accountIds: readonly AccountId[];
  readonly clientName: string;
}

/** Newest first. `beforeSequence`: the last of the page before; null for the first page. */
export async function listAuditInScope(
  db: Kysely<Schema>,
  { accountIds, clientName }: AuditScope,
  beforeSequence: number | null,
  limit: number,
): Promise<AuditEvent[]> {
  let query = db
    .selectFrom('audit_events')
    .selectAll()
    .where((where) =>
      where.or([
        where('account_id', 'in', [...accountIds]),
        where.and([where('account_id', 'is', null), where('client_name', '=', clientName)]),
      ]),
    );
  if (beforeSequence !== null) query = query.where('sequence', '<', beforeSequence);
  const rows = await query.orderBy('sequence', 'desc').limit(limit).execute();
  return rows.map(auditEventOf);
}
