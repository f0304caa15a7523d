import type { OrderDraft } from '../shared/domain/order.ts';
import { isSameTrail } from '../shared/domain/order-form.ts';
import type { OrderRow } from '../tiger/methods/order-schemas.ts';
import { brokerOrderOf } from './tiger-mapping/order-mapping.ts';

/**
 * True if the broker's order says what the draft says. `openedFromMs` (on the broker's clock) leaves out earlier
 * orders; an order whose time is unknown is not left out.
 */
export function isSameOrder(row: OrderRow, order: OrderDraft, openedFromMs: number): boolean {
  const shown = brokerOrderOf(row);
  if (shown.openedAtMs !== null && shown.openedAtMs < openedFromMs) return false;
  // A leg is no order of its own.
  if (shown.parentOrderId !== null) return false;
  // Where the stop of a trailing order stands is the market's doing.
  const isSameStop =
    order.trail === null ? shown.stopPrice === order.stopPrice : isSameTrail(shown.trail, order.trail);
  return (
    shown.symbol === order.symbol &&
    shown.side === order.side &&
    shown.orderType === order.orderType &&
    shown.quantity === order.quantity &&
    shown.limitPrice === order.limitPrice &&
    isSameStop
  );
}
