import { compare, type Decimal, isNegative, maximum, subtract, ZERO } from '../../shared/domain/decimal.ts';
import type { BrokerOrder } from '../../shared/domain/order.ts';

/** null: an order by amount, made elsewhere, does not say how many. */
export function remainingOf(open: Pick<BrokerOrder, 'quantity' | 'filledQuantity'>): Decimal | null {
  if (open.quantity === null) return null;
  const left = subtract(open.quantity, open.filledQuantity ?? ZERO);
  return isNegative(left) ? ZERO : left;
}

/**
 * The orders that may fill beside each other. A leg sleeps while the order that it is attached to is open, and of two legs
 * of one order the first to fill ends the other: the larger stands for both.
 */
export function independentOrders(open: readonly BrokerOrder[]): BrokerOrder[] {
  const ids = new Set(open.map(({ brokerOrderId }) => brokerOrderId));
  const largest = new Map<string, BrokerOrder>();
  const independent: BrokerOrder[] = [];
  for (const order of open) {
    const { parentOrderId } = order;
    if (parentOrderId === null) independent.push(order);
    else if (!ids.has(parentOrderId)) {
      const key = `${parentOrderId} ${order.side}`;
      const other = largest.get(key);
      largest.set(key, other === undefined ? order : larger(other, order));
    }
  }
  return [...independent, ...largest.values()];
}

/** Of two that are alike the dearer: it is what may come of them at most. */
function larger(one: BrokerOrder, other: BrokerOrder): BrokerOrder {
  const left = remainingOf(one);
  const right = remainingOf(other);
  if (left === null || right === null) return left === null ? one : other;
  const order = compare(left, right);
  if (order !== 0) return order > 0 ? one : other;
  const highest = both(priceOf(one), priceOf(other));
  return highest !== null && priceOf(one) === highest ? one : other;
}

function priceOf({ limitPrice, stopPrice }: BrokerOrder): Decimal | null {
  return limitPrice ?? stopPrice;
}

function both(left: Decimal | null, right: Decimal | null): Decimal | null {
  return left === null || right === null ? (left ?? right) : maximum(left, right);
}
