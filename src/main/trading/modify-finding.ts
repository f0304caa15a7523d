import { compare, type Decimal } from '../../shared/domain/decimal.ts';
import type { BrokerOrder, OrderDraft } from '../../shared/domain/order.ts';
import { isSameTrail } from '../../shared/domain/order-form.ts';

/** Whether the broker's order has the figures that a change asked for. */
export function hasFiguresOf(order: BrokerOrder, wanted: OrderDraft): boolean {
  return (
    order.quantity !== null &&
    compare(order.quantity, wanted.quantity) === 0 &&
    isAsWanted(order.limitPrice, wanted.limitPrice) &&
    isAsWanted(order.stopPrice, wanted.stopPrice) &&
    (wanted.trail === null || isSameTrail(order.trail, wanted.trail)) &&
    (wanted.expiresAtMs === null || order.expiresAtMs === wanted.expiresAtMs)
  );
}

/** A price that the order's type does not have is not looked at: brokers write anything there. */
function isAsWanted(price: Decimal | null, wanted: Decimal | null): boolean {
  return wanted === null || (price !== null && compare(price, wanted) === 0);
}
