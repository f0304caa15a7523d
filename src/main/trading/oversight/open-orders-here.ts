import type { Kysely } from 'kysely';
import type { AccountId } from '../../../shared/domain/account.ts';
import { decimalSchema, ZERO } from '../../../shared/domain/decimal.ts';
import type { SecurityType } from '../../../shared/domain/instrument.ts';
import { type BrokerOrder, timeInForceSchema } from '../../../shared/domain/order.ts';
import type { OrderState } from '../../../shared/domain/proposal.ts';
import type { Schema } from '../../database/schema.ts';
import type { OpenOrderHere } from '../../risk/controls/open-orders-left.ts';
import { draftFrom } from '../proposal-record.ts';

/** On the wire or unknown counts: it may be open. */
const MAY_BE_OPEN: readonly OrderState[] = [
  'submitting',
  'unknown',
  'submitted',
  'working',
  'partially_filled',
];

export interface OpenOrderOfAccount extends OpenOrderHere {
  readonly accountId: AccountId;
  readonly securityType: SecurityType;
  /** null: the broker has not answered yet, so there is nothing to cancel by. */
  readonly brokerOrderId: string | null;
  /** How often in a row the broker could not be asked about it. */
  readonly checksFailed: number;
}

/** Orders that were placed here and are not over, as they are on record; oldest first. */
export async function openOrdersHere(database: Kysely<Schema>): Promise<OpenOrderOfAccount[]> {
  const rows = await database
    .selectFrom('orders')
    .innerJoin('proposals', 'proposals.id', 'orders.proposal_id')
    .select([
      'orders.account_id',
      'orders.broker_order_id',
      'orders.order_json',
      'orders.filled_quantity',
      'orders.checks_failed',
      'proposals.account_alias',
    ])
    .where('orders.kind', '=', 'place')
    .where('orders.state', 'in', MAY_BE_OPEN)
    .orderBy('orders.created_at_ms')
    .execute();
  return rows.flatMap((row) => {
    if (row.order_json === null) return [];
    const { symbol, securityType, legs, side, quantity, limitPrice, stopPrice, timeInForce } = draftFrom(
      row.order_json,
    );
    const filled = row.filled_quantity;
    return {
      accountId: row.account_id,
      accountAlias: row.account_alias,
      brokerOrderId: row.broker_order_id,
      checksFailed: row.checks_failed,
      symbol,
      securityType,
      legs,
      side,
      quantity,
      limitPrice,
      stopPrice,
      timeInForce,
      filledQuantity: filled === null ? ZERO : decimalSchema.parse(filled),
    };
  });
}

/** A leg of a bracket that was approved here, as the broker lists it. */
export function openLeg(
  account: Pick<OpenOrderOfAccount, 'accountId' | 'accountAlias'>,
  leg: BrokerOrder,
): OpenOrderOfAccount {
  const { brokerOrderId, symbol, securityType, legs, side, limitPrice, stopPrice } = leg;
  return {
    ...account,
    ...{ brokerOrderId, symbol, securityType, legs, side, limitPrice, stopPrice },
    checksFailed: 0,
    quantity: leg.quantity ?? ZERO,
    filledQuantity: leg.filledQuantity ?? ZERO,
    // A word that is not known is taken for the longest of them.
    timeInForce: timeInForceSchema.catch('GTC').parse(leg.timeInForce),
  };
}
