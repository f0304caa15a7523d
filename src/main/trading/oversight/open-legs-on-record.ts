import type { Kysely } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import { legOf, readingOf } from '../leg-store.ts';
import { legsNotOver, ORDER_IS_OVER } from '../open-legs.ts';
import { type OpenOrderOfAccount, openLeg } from './open-orders-here.ts';

export interface OpenLegOnRecord extends OpenOrderOfAccount {
  /** `take profit 200 of BUY 10 AAPL ...` */
  readonly leg: string;
}

/** Legs whose order is over, as the broker last listed them open; a leg of an open order sleeps, and its order counts. */
export async function openLegsOnRecord(database: Kysely<Schema>): Promise<OpenLegOnRecord[]> {
  const rows = await legsNotOver(database);
  if (rows.length === 0) return [];
  const parents = await database
    .selectFrom('orders')
    .innerJoin('proposals', 'proposals.id', 'orders.proposal_id')
    .select(['orders.account_id', 'orders.broker_order_id', 'orders.order_json', 'proposals.account_alias'])
    .where('orders.kind', '=', 'place')
    .where('orders.state', 'in', ORDER_IS_OVER)
    .where(
      'orders.broker_order_id',
      'in',
      rows.map((row) => row.parent_broker_order_id),
    )
    .execute();
  return rows.flatMap((row): OpenLegOnRecord[] => {
    const order = readingOf(row);
    const parent = parents.find(
      (each) => each.account_id === row.account_id && each.broker_order_id === row.parent_broker_order_id,
    );
    if (order === null || parent === undefined) return [];
    const account = { accountId: row.account_id, accountAlias: parent.account_alias };
    return [{ ...openLeg(account, order), leg: legOf(parent, order) }];
  });
}
