import { type Kysely, sql } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { DECISIONS_LOOKED_AT, type PastDecision } from './fatigue-guard.ts';

/**
 * The cards that a person decides on one by one. The orders of a basket and of a run that closes positions are decided on
 * as one, and a grant decides without a person.
 */
export function personsCards(db: Kysely<Schema>) {
  return db
    .selectFrom('proposals')
    .where('kind', 'in', ['place', 'modify', 'basket', 'transfer', 'forex'])
    .where('basket_id', 'is', null)
    .where('flatten_id', 'is', null)
    .where('grant_id', 'is', null);
}

/** How long that card's Approve had to be held; null: it has no card. */
export const holdMsOfCard = sql<number | null>`json_extract(card_json, '$.holdMs')`;

/** The user's latest decisions on all accounts, newest first: fatigue is of the person, not of an account. */
export async function pastDecisions(db: Kysely<Schema>): Promise<PastDecision[]> {
  const rows = await personsCards(db)
    .select(['state', 'created_at_ms', 'decided_at_ms', holdMsOfCard.as('hold_ms')])
    .where('decided_at_ms', 'is not', null)
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
