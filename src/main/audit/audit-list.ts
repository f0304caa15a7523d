import type { Kysely } from 'kysely';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import { AUDIT_PAGE_MAX, type AuditFilter } from '../../shared/ipc/commands/audit-commands.ts';
import type { Schema } from '../database/schema.ts';
import { auditQuery } from './audit-query.ts';
import { auditEventOf } from './audit-row.ts';

/** Counting further would be work for the sake of a number that nobody reads. */
const TOTAL_COUNTED_MAX = 100_000;
/**
 * Rows looked at in one go. A search for text reads every row, and the database answers within the process that also
 * sends orders: some 20 ms at a time, and others have their turn in between.
 */
const WINDOW_ROWS = 25_000;

export interface AuditPage {
  readonly events: AuditEvent[];
  /** Of all pages; it counts to 100,000. */
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
  for (let last = head.sequence; last > 0 && total < TOTAL_COUNTED_MAX; last -= WINDOW_ROWS) {
    const first = Math.max(1, last - WINDOW_ROWS + 1);
    const matching = auditQuery(db, filter).where('sequence', '>=', first);
    if (events.length < rowsMax && first <= newest) {
      const rows = await matching
        .where('sequence', '<=', Math.min(last, newest))
        .selectAll()
        .orderBy('sequence', 'desc')
        .limit(rowsMax - events.length)
        .execute();
      events.push(...rows.map(auditEventOf));
    }
    const counted = await matching
      .where('sequence', '<=', last)
      .select((row) => row.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    total += counted.total;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { events, total: Math.min(total, TOTAL_COUNTED_MAX) };
}
