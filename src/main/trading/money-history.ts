import type { Kysely } from 'kysely';
import type { MoneyMove } from '../../shared/domain/money-move.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import type { MoneyFacts } from '../risk/money-controls.ts';
import type { ProposalRow } from './proposal-record.ts';

/** What this app knows of moves like this one, and of what else its client asks for. */
export async function moneyHistory(
  db: Kysely<Schema>,
  row: Pick<ProposalRow, 'id' | 'account_id' | 'client_name' | 'created_at_ms'>,
  move: MoneyMove,
): Promise<Pick<MoneyFacts, 'sinceAlikeMs' | 'lockedByProposalId' | 'activity'>> {
  const alike = await db
    .selectFrom('proposals')
    .select('created_at_ms')
    .where('account_id', '=', row.account_id)
    .where('money_json', '=', canonicalJson(move))
    .where('id', '!=', row.id)
    .where('state', 'in', ['awaiting_approval', 'needs_review', 'approved', 'submitting'])
    .orderBy('created_at_ms', 'desc')
    .executeTakeFirst();
  const locking = await db
    .selectFrom('orders')
    .select('proposal_id')
    .where('account_id', '=', row.account_id)
    .where('kind', '=', move.kind)
    .where('state', 'in', ['submitting', 'unknown'])
    .where('proposal_id', '!=', row.id)
    .executeTakeFirst();
  const { count } = await db
    .selectFrom('proposals')
    .select((counted) => counted.fn.countAll<number>().as('count'))
    .where('client_name', '=', row.client_name)
    .where('state', 'in', ['awaiting_approval', 'needs_review'])
    .where('id', '!=', row.id)
    .executeTakeFirstOrThrow();
  return {
    sinceAlikeMs: alike === undefined ? null : Math.abs(row.created_at_ms - alike.created_at_ms),
    lockedByProposalId: locking?.proposal_id ?? null,
    activity: { waitingOfClient: count },
  };
}
