import { type Kysely, sql } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { DECISIONS_LOOKED_AT, type PastDecision } from './fatigue-guard.ts';

/** The user's latest decisions on all accounts, newest first: fatigue is of the person, not of an account. */
export async function pastDecisions(db: Kysely<Schema>): Promise<PastDecision[]> {
  const rows = await db
    .selectFrom('proposals')
    .select([
      'state',
      'created_at_ms',
      'decided_at_ms',
      sql<number | null>`json_extract(card_json, '$.holdMs')`.as('hold_ms'),
    ])
    .where('decided_at_ms', 'is not', null)
    .where('grant_id', 'is', null)
    // The orders of a basket are decided on as one.
    .where('kind', 'in', ['place', 'basket', 'transfer', 'forex'])
    .where('basket_id', 'is', null)
    .orderBy('decided_at_ms', 'desc')
    .limit(DECISIONS_LOOKED_AT)
    .execute();
  return rows.map((row) => ({
    isApproval: row.state !== 'declined',
    createdAtMs: row.created_at_ms,
    decidedAtMs: row.decided_at_ms ?? row.created_at_ms,
    holdMs: row.hold_ms ?? 0,
  }));
}
