import type { Transaction } from 'kysely';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import type { JsonObject } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import { decisionMs } from './fatigue-guard.ts';
import { personsCards } from './past-decisions.ts';
import type { ProposalKind } from './proposal-kind.ts';
import { cardFrom, type ProposalRow } from './proposal-record.ts';

/** What the seal of one order stands for, in full. */
export function sealedOrder(card: OrderCard, policy: string): JsonObject {
  const { order, account, quote, combination, preview, modifies } = card;
  return { order, mode: account.mode, quote, combination, preview, policy, modifies };
}

/**
 * What a decision was made upon, for its audit row: what was sealed (order, quote, preview, policy version), what the
 * controls said of it, and how fast the user decided.
 */
export async function decisionEvidence(
  trx: Transaction<Schema>,
  kind: Pick<ProposalKind, 'sealed'>,
  row: ProposalRow,
  decidedAtMs: number,
): Promise<JsonObject> {
  const card = cardFrom(row);
  return {
    seal: row.seal,
    // A card that an earlier version of the app sealed with other fields can be declined, and not read.
    sealed: card === null ? null : kind.sealed(row),
    controls: JSON.parse(row.controls_json),
    holdMs: card?.holdMs ?? null,
    latencyMs: decisionMs({ createdAtMs: row.created_at_ms, decidedAtMs }, await lastDecisionMs(trx)),
  };
}

async function lastDecisionMs(trx: Transaction<Schema>): Promise<number | null> {
  const { last } = await personsCards(trx)
    .select((row) => row.fn.max('decided_at_ms').as('last'))
    .executeTakeFirstOrThrow();
  return last;
}
