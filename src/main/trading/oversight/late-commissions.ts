import type { Transaction } from 'kysely';
import type { AccountId } from '../../../shared/domain/account.ts';
import type { BrokerOrder } from '../../../shared/domain/order.ts';
import type { Schema } from '../../database/schema.ts';

/** The broker may name what an order cost only after its fills; orders that are over are read in the list alone. */
export async function noteCommissions(
  trx: Transaction<Schema>,
  accountId: AccountId,
  listed: readonly BrokerOrder[],
): Promise<void> {
  const told = new Map(listed.map(({ brokerOrderId, commission }) => [brokerOrderId, commission]));
  const rows = await trx
    .selectFrom('orders')
    .select(['proposal_id', 'broker_order_id', 'commission'])
    .where('account_id', '=', accountId)
    .where('kind', '=', 'place')
    .where('broker_order_id', 'in', [...told.keys()])
    .execute();
  for (const { proposal_id, broker_order_id, commission: known } of rows) {
    const commission = told.get(broker_order_id ?? '') ?? null;
    if (commission === null || commission === known) continue;
    await trx.updateTable('orders').set({ commission }).where('proposal_id', '=', proposal_id).execute();
  }
}
