import type { Kysely } from 'kysely';
import type { AccountId } from '../../shared/domain/account.ts';
import { type BrokerOrder, orderDraftSchema } from '../../shared/domain/order.ts';
import type { Schema } from '../database/schema.ts';

/**
 * Combinations that were made here and that the broker lists without legs that can be read get those that were sent, and
 * the name that goes with them. One made elsewhere stays without: nothing is assumed of it.
 */
export async function withOwnCombinations(
  database: Kysely<Schema>,
  accountId: AccountId,
  orders: readonly BrokerOrder[],
): Promise<BrokerOrder[]> {
  const bare = orders.filter(({ securityType, legs }) => securityType === 'MLEG' && legs === null);
  if (bare.length === 0) return [...orders];
  const rows = await database
    .selectFrom('orders')
    .select(['broker_order_id', 'order_json'])
    .where('account_id', '=', accountId)
    .where('kind', '=', 'place')
    .where(
      'broker_order_id',
      'in',
      bare.map(({ brokerOrderId }) => brokerOrderId),
    )
    .execute();
  const sent = new Map(
    rows.flatMap(({ broker_order_id, order_json }) =>
      order_json === null ? [] : [[broker_order_id, orderDraftSchema.parse(JSON.parse(order_json))]],
    ),
  );
  return orders.map((order) => {
    const draft = bare.includes(order) ? sent.get(order.brokerOrderId) : undefined;
    return draft === undefined || draft.legs === null
      ? order
      : { ...order, symbol: draft.symbol, legs: draft.legs };
  });
}
