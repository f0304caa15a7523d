import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { Decimal } from '../../shared/domain/decimal.ts';
import { type BrokerOrder, type OrderDraft, orderDraftSchema } from '../../shared/domain/order.ts';
import { needsLimitPrice, needsStopPrice, needsTrail, orderIssues } from '../../shared/domain/order-rules.ts';
import { draftFrom } from './proposal-record.ts';
import type { TradingContext } from './trading-context.ts';

const READ_TIMEOUT_MS = 8_000;
/** Tiger changes an order only while it works (wire contract 5.3). */
const CHANGEABLE: ReadonlySet<BrokerOrder['status']> = new Set(['working', 'partially_filled']);

/** An open order that this app placed, as the broker has it now. */
export interface ModifyTarget {
  readonly brokerOrderId: string;
  readonly before: OrderDraft;
  readonly filledQuantity: Decimal | null;
}

/**
 * What the broker's list does not say of an order, its session above all, is known of orders that were placed here, so
 * only those can be changed. @throws AppError not_found, conflict or what the account answers
 */
export async function readModifyTarget(
  context: Pick<TradingContext, 'accounts' | 'database'>,
  accountId: AccountId,
  brokerOrderId: string,
): Promise<ModifyTarget> {
  const reads = context.accounts.reads(accountId);
  const { order } = await reads.read('orders.get', { brokerOrderId }, { timeoutMs: READ_TIMEOUT_MS });
  if (order === null) {
    throw new AppError('not_found', `The broker has no order ${brokerOrderId} on this account.`, {
      nextStep: 'List the open orders with tiger_get_orders.',
    });
  }
  if (!CHANGEABLE.has(order.status)) {
    throw new AppError('conflict', `The order ${brokerOrderId} cannot be changed: it is ${order.status}.`, {
      nextStep: 'Look at it with tiger_get_order; an order that is over is proposed anew.',
    });
  }
  const placed = await context.database
    .selectFrom('orders')
    .select('order_json')
    .where('account_id', '=', accountId)
    .where('broker_order_id', '=', brokerOrderId)
    .where('kind', '=', 'place')
    .executeTakeFirst();
  if (order.parentOrderId !== null) {
    throw new AppError('conflict', `The order ${brokerOrderId} is attached to ${order.parentOrderId}.`, {
      nextStep: 'An attached order cannot be changed here; tiger_cancel_order cancels it.',
    });
  }
  if (order.securityType === 'MLEG') {
    // Wire contract 5.3: a change carries no legs.
    throw new AppError('conflict', 'Tiger changes no combinations of options.', {
      nextStep: 'Cancel it with tiger_cancel_order and propose another one for the rest.',
    });
  }
  if (order.orderType === 'TWAP' || order.orderType === 'VWAP') {
    // Wire contract 5.3.
    throw new AppError('conflict', `Tiger changes no ${order.orderType} orders.`, {
      nextStep: 'Cancel it with tiger_cancel_order and propose another one for the rest.',
    });
  }
  if (placed?.order_json == null) {
    throw new AppError('conflict', 'Only orders that were placed through this app can be changed here.', {
      nextStep: 'Change it where it was placed, or cancel it with tiger_cancel_order and propose a new one.',
    });
  }
  return {
    brokerOrderId,
    before: asItIs(draftFrom(placed.order_json), order),
    filledQuantity: order.filledQuantity,
  };
}

/** @throws AppError conflict */
function asItIs(placed: OrderDraft, order: BrokerOrder): OrderDraft {
  const { orderType } = placed;
  const parsed = orderDraftSchema.safeParse({
    ...placed,
    quantity: order.quantity,
    limitPrice: needsLimitPrice(orderType) ? order.limitPrice : null,
    stopPrice: needsStopPrice(orderType) ? order.stopPrice : null,
    trail: needsTrail(orderType) ? order.trail : null,
    expiresAtMs: placed.timeInForce === 'GTD' ? order.expiresAtMs : null,
  });
  if (parsed.success && orderIssues(parsed.data).length === 0) return parsed.data;
  throw new AppError('conflict', 'The broker does not say how the order is now, so it cannot be changed.', {
    nextStep: 'Look at it with tiger_get_order, or cancel it with tiger_cancel_order.',
  });
}
