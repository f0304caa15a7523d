import type { Kysely } from 'kysely';
import type { ProposalState } from '../../shared/domain/proposal.ts';
import type { Schema } from '../database/schema.ts';

/** How many proposals are in each state; a state that none is in is missing. */
export async function countProposals(db: Kysely<Schema>): Promise<ReadonlyMap<ProposalState, number>> {
  const rows = await db
    .selectFrom('proposals')
    .select(['state', (row) => row.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, count]));
}
