import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { CHAIN_START, placeAfter, rowFault } from './audit-chain.ts';
import { auditEventOf } from './audit-row.ts';

export interface AuditVerification {
  readonly isIntact: boolean;
  readonly eventsChecked: number;
  readonly firstBadSequence: number | null;
  readonly text: string;
}

/** Rows per query; between two queries the process answers its other callers. */
const CHUNK_ROWS = 500;

/**
 * Reads the whole chain in chunks and names the first row that is edited, missing or out of order, and a tail that was
 * cut off or added behind the head's back. Who can rewrite every row and the head can forge a chain: the export that
 * somebody keeps elsewhere is the proof against that.
 */
export async function verifyAuditChain(db: Kysely<Schema>): Promise<AuditVerification> {
  // Rows that are appended meanwhile are beyond this head and are left for the next time.
  const head = await db.selectFrom('audit_head').selectAll().executeTakeFirst();
  if (head === undefined) return broken(0, 1, 'the record of the end of the log is missing');
  let place = CHAIN_START;
  for (;;) {
    const rows = await db
      .selectFrom('audit_events')
      .selectAll()
      .where('sequence', '>=', place.sequence)
      .where('sequence', '<=', head.sequence)
      .orderBy('sequence')
      .limit(CHUNK_ROWS)
      .execute();
    for (const row of rows) {
      const event = auditEventOf(row);
      const fault = rowFault(event, place);
      if (fault !== null) return broken(place.sequence - 1, place.sequence, fault);
      place = placeAfter(event);
    }
    if (rows.length < CHUNK_ROWS) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return verifyEnd(db, { ...head, checked: place.sequence - 1, lastHash: place.previousHash });
}

async function verifyEnd(
  db: Kysely<Schema>,
  end: { sequence: number; hash: string; checked: number; lastHash: string },
): Promise<AuditVerification> {
  if (end.checked < end.sequence) {
    return broken(end.checked, end.checked + 1, `${end.sequence - end.checked} rows at the end are missing`);
  }
  if (end.lastHash !== end.hash)
    return broken(end.checked - 1, end.checked, 'it is not the row that was written last');
  const { last, head } = await db.transaction().execute(async (trx) => ({
    last: await trx
      .selectFrom('audit_events')
      .select((row) => row.fn.max('sequence').as('sequence'))
      .executeTakeFirst(),
    head: await trx.selectFrom('audit_head').select('sequence').executeTakeFirst(),
  }));
  const known = head?.sequence ?? 0;
  if ((last?.sequence ?? 0) > known) return broken(end.checked, known + 1, 'it was added from outside');
  return {
    isIntact: true,
    eventsChecked: end.checked,
    firstBadSequence: null,
    text: `All ${end.checked} rows are in place and unchanged.`,
  };
}

function broken(eventsChecked: number, firstBadSequence: number, reason: string): AuditVerification {
  return {
    isIntact: false,
    eventsChecked: Math.max(0, eventsChecked),
    firstBadSequence,
    text: `Row ${firstBadSequence} is not as it was written: ${reason}. Keep a copy of the database and of earlier exports.`,
  };
}
