import type { Kysely } from 'kysely';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import {
  AUDIT_COUNTED_MAX,
  AUDIT_PAGE_MAX,
  type AuditFilter,
} from '../../shared/ipc/commands/audit-commands.ts';
import type { Schema } from '../database/schema.ts';
import { auditQuery } from './audit-query.ts';
import { auditEventOf } from './audit-row.ts';

/**
 * Rows looked at in one go. A search for text reads every row, and the database answers within the process that also
 * sends orders: some 20 ms at a time, and others have their turn in between.
 */
const WINDOW_ROWS = 25_000;

export interface AuditPage {
  readonly events: AuditEvent[];
  /** Of all pages; it counts to `AUDIT_COUNTED_MAX`. */
  readonly total: number;
}

/** Newest first. `beforeSequence` is the last sequence of the page before. */
export async function listAudit(
  db: Kysely<Schema>,
  filter: AuditFilter,
  beforeSequence: number | null,
  limit: number,
): Promise<AuditPage> {
  const head = await db.selectFrom('audit_head').select('sequence').executeTakeFirstOrThrow();
  const rowsMax = Math.min(limit, AUDIT_PAGE_MAX);
  const newest = beforeSequence === null ? head.sequence : beforeSequence - 1;
  const events: AuditEvent[] = [];
  let total = 0;
  for (let last = head.sequence; last > 0; last -= WINDOW_ROWS) {
    const isCounted = total >= AUDIT_COUNTED_MAX;
    if (isCounted && events.length >= rowsMax) break;
    const first = Math.max(1, last - WINDOW_ROWS + 1);
    const matching = auditQuery(db, filter).where('sequence', '>=', first);
    const wanted = first <= newest ? rowsMax - events.length : 0;
    const rows = wanted === 0 ? [] : await newestOf(matching, Math.min(last, newest), wanted);
    events.push(...rows.map(auditEventOf));
    // A page that has room left has shown them all; a search for a rare word is not made twice.
    const isWhole = last <= newest && rows.length < wanted;
    if (!isCounted) total += isWhole ? rows.length : await countOf(matching, last);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { events, total: Math.min(total, AUDIT_COUNTED_MAX) };
}

type Matching = ReturnType<typeof auditQuery>;

function newestOf(matching: Matching, last: number, limit: number) {
  return matching
    .where('sequence', '<=', last)
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
}

async function countOf(matching: Matching, last: number): Promise<number> {
  const { total } = await matching
    .where('sequence', '<=', last)
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
