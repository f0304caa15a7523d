import type { Kysely } from 'kysely';
import type { AccountId } from '../../shared/domain/account.ts';
import type { BrokerOrder } from '../../shared/domain/order.ts';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { WorkerReads } from '../../shared/ipc/worker-calls.ts';
import type { Schema } from '../database/schema.ts';
import type { AccountReads, ReadOptions } from './account-directory.ts';
import { withOwnCombinations } from './own-combinations.ts';

/**
 * Gives orders that the broker named as legs, when it took the order that they belong to, that order as their parent; the
 * others keep the parent that the broker lists them with. Whoever asks whose leg an order is asks its `parentOrderId`.
 */
export async function withKnownParents(
  database: Kysely<Schema>,
  accountId: AccountId,
  orders: readonly BrokerOrder[],
): Promise<BrokerOrder[]> {
  if (orders.length === 0) return [];
  const rows = await database
    .selectFrom('order_legs')
    .select(['broker_order_id', 'parent_broker_order_id'])
    .where('account_id', '=', accountId)
    .where(
      'broker_order_id',
      'in',
      orders.map(({ brokerOrderId }) => brokerOrderId),
    )
    .execute();
  const parents = new Map(rows.map((row) => [row.broker_order_id, row.parent_broker_order_id]));
  return orders.map((order) => ({
    ...order,
    parentOrderId: parents.get(order.brokerOrderId) ?? order.parentOrderId,
  }));
}

/** The same reads, whose orders know their parents, and of combinations made here their legs. */
export function readsWithRecord(
  database: Kysely<Schema>,
  accountId: AccountId,
  reads: AccountReads,
): AccountReads {
  const named = (orders: readonly BrokerOrder[]) =>
    withKnownParents(database, accountId, orders).then((known) =>
      withOwnCombinations(database, accountId, known),
    );
  return {
    async read<K extends keyof WorkerReads & string>(
      name: K,
      input: Input<WorkerReads, K>,
      options: ReadOptions,
    ): Promise<Output<WorkerReads, K>> {
      const answer = await reads.read(name, input, options);
      if (name === 'orders.list') {
        const list = answer as Output<WorkerReads, 'orders.list'>;
        return { ...list, orders: await named(list.orders) } as Output<WorkerReads, K>;
      }
      if (name === 'orders.get') {
        const { order } = answer as Output<WorkerReads, 'orders.get'>;
        const [known = null] = await named(order === null ? [] : [order]);
        return { order: known } as Output<WorkerReads, K>;
      }
      return answer;
    },
  };
}
