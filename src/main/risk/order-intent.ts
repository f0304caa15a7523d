import type { z } from 'zod';
import type { OrderLeg } from '../../shared/domain/combination.ts';
import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  isNegative,
  isPositive,
  isZero,
  maximum,
  minimum,
  negate,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { BrokerOrder, OrderDraft, Side } from '../../shared/domain/order.ts';
import type { orderIntentSchema } from '../../shared/domain/order-card.ts';
import type { Position } from '../../shared/domain/portfolio.ts';

export type OrderIntent = z.infer<typeof orderIntentSchema>;

/** What is held of the order's instrument; zero if it is not in the list, null if there is no list. */
export function heldQuantity(order: OrderDraft, positions: readonly Position[] | null): Decimal | null {
  if (positions === null) return null;
  if (order.legs !== null) return heldCombinations(order.legs, positions);
  const own = positions.filter(
    (position) =>
      position.symbol === order.symbol &&
      position.securityType === order.securityType &&
      (position.market === null || position.market === order.market),
  );
  return sum(own.map((position) => position.quantity));
}

/** As many whole combinations as all legs together make: bought ones above zero, sold ones below. */
export function heldCombinations(legs: readonly OrderLeg[], positions: readonly Position[]): Decimal {
  const counts = legs.map(({ symbol, side, ratio }) => {
    const held = sum(positions.filter((each) => each.symbol === symbol).map(({ quantity }) => quantity));
    const whole = divide(absolute(held), decimal(ratio), 0, 'down');
    return isNegative(held) === (side === 'SELL') ? whole : negate(whole);
  });
  const [first = ZERO, ...others] = counts.map(absolute);
  const least = others.reduce(minimum, first);
  if (counts.every(isPositive)) return least;
  return counts.every(isNegative) ? negate(least) : ZERO;
}

export function positionAfter(order: OrderDraft, held: Decimal): Decimal {
  return order.side === 'BUY' ? add(held, order.quantity) : subtract(held, order.quantity);
}

/** What the order does to the position if it fills. */
export function orderIntent(side: Side, quantity: Decimal, held: Decimal | null): OrderIntent {
  if (held === null) return 'unknown';
  // A sale is a purchase seen from the other side.
  const own = side === 'BUY' ? held : negate(held);
  const isShort = side === 'SELL';
  if (isZero(own)) return isShort ? 'opens_short' : 'opens';
  if (isPositive(own)) return isShort ? 'adds_short' : 'adds';
  const overshoot = compare(quantity, absolute(own));
  if (overshoot > 0) return 'flips';
  if (!isShort) return 'covers';
  return overshoot === 0 ? 'closes' : 'reduces';
}

/** How much of the order is left after it has closed what is held the other way. */
export function openingQuantity(order: Pick<OrderDraft, 'side' | 'quantity'>, held: Decimal): Decimal {
  const isAgainstHeld = order.side === 'BUY' ? isNegative(held) : isPositive(held);
  return isAgainstHeld ? maximum(ZERO, subtract(order.quantity, absolute(held))) : order.quantity;
}

/** Rule 7: reducing risk is never harder than creating it, so some controls leave such orders alone. */
export function isReducing(intent: OrderIntent): boolean {
  return intent === 'reduces' || intent === 'closes' || intent === 'covers';
}

/** What can be sold without going short, less what open sales will already take. null: not known. */
export function sellableQuantity(
  order: OrderDraft,
  held: Decimal | null,
  openOrders: readonly BrokerOrder[] | null,
): Decimal | null {
  if (held === null || openOrders === null) return null;
  if (!isPositive(held)) return ZERO;
  const sales = openOrders.filter((open) => open.symbol === order.symbol && open.side === 'SELL');
  const promised = sum(sales.map((open) => subtract(open.quantity ?? ZERO, open.filledQuantity ?? ZERO)));
  if (sales.some((open) => open.quantity === null)) return null;
  const left = subtract(held, promised);
  return isNegative(left) ? ZERO : left;
}
