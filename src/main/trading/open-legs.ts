import type { Kysely } from 'kysely';
import type { BrokerOrderStatus } from '../../shared/domain/order.ts';
import { brokerOrderStatusSchema, isOpen } from '../../shared/domain/order.ts';
import type { OrderState } from '../../shared/domain/proposal.ts';
import type { Schema } from '../database/schema.ts';
import type { LegRow } from './leg-store.ts';

const OPEN: readonly BrokerOrderStatus[] = brokerOrderStatusSchema.options.filter(isOpen);
/** After these an order fills no more, and its legs live on for what it has filled. */
export const ORDER_IS_OVER: readonly OrderState[] = ['filled', 'cancelled', 'expired'];

/** Legs that may still fill, as they are on record: those last listed as open, and those that were not listed yet. */
export async function legsNotOver(database: Kysely<Schema>): Promise<LegRow[]> {
  return (
    database
      .selectFrom('order_legs')
      .innerJoin('orders', (join) =>
        join
          .onRef('orders.account_id', '=', 'order_legs.account_id')
          .onRef('orders.broker_order_id', '=', 'order_legs.parent_broker_order_id')
          .on('orders.kind', '=', 'place'),
      )
      .selectAll('order_legs')
      .where((where) => where.or([where('status', 'is', null), where('status', 'in', OPEN)]))
      // Legs of an order that ended without a fill never wake; a broker may never list them.
      .where((where) =>
        where.or([
          where('orders.state', 'not in', [...ORDER_IS_OVER, 'rejected', 'not_sent']),
          where.and([
            where('orders.filled_quantity', 'is not', null),
            where('orders.filled_quantity', '<>', '0'),
          ]),
        ]),
      )
      .execute()
  );
}
