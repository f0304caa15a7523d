import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { AuditFilter } from '../../shared/ipc/commands/audit-commands.ts';
import type { Schema } from '../database/schema.ts';

export const EVERYTHING: AuditFilter = {
  kinds: [],
  actors: [],
  accountId: null,
  clientName: null,
  text: '',
  fromMs: null,
  toMs: null,
};

const SEARCHED = ['summary', 'detail', 'client_name', 'proposal_id', 'broker_order_id'] as const;

/** Rows that the filter lets through, in no order yet. An empty list of kinds or actors means all of them. */
export function auditQuery(db: Kysely<Schema>, filter: AuditFilter) {
  let query = db.selectFrom('audit_events');
  if (filter.kinds.length > 0) query = query.where('kind', 'in', filter.kinds);
  if (filter.actors.length > 0) query = query.where('actor', 'in', filter.actors);
  if (filter.accountId !== null) query = query.where('account_id', '=', filter.accountId);
  if (filter.clientName !== null) query = ofClient(query, filter.clientName);
  if (filter.fromMs !== null) query = query.where('at_ms', '>=', filter.fromMs);
  if (filter.toMs !== null) query = query.where('at_ms', '<=', filter.toMs);
  return filter.text === '' ? query : containing(query, filter.text);
}

/** Its own rows, and what user, app and broker did with its proposals. */
function ofClient(query: SelectQueryBuilder<Schema, 'audit_events', object>, clientName: string) {
  return query.where((where) =>
    where.or([
      where('client_name', '=', clientName),
      where('proposal_id', 'in', (proposals) =>
        proposals.selectFrom('proposals').select('id').where('client_name', '=', clientName),
      ),
    ]),
  );
}

function containing(query: SelectQueryBuilder<Schema, 'audit_events', object>, text: string) {
  // Case-insensitive for ASCII, as LIKE is; instr would not be.
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return query.where((where) =>
    where.or(SEARCHED.map((column) => sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`)),
  );
}
