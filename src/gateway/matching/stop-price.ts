import { type Decimal, decimal, divide, multiply } from '../../shared/domain/decimal.ts';
import { priceToE4 } from '../ledger/order-margin.ts';
import type { Listing } from '../market/listings.ts';
import { e4ToDecimal } from '../market/price-e4.ts';
import { roundToTick } from '../market/tick-rules.ts';
import type { OrderState, Trailing } from './order-state.ts';

const HUNDRED = decimal(100);
/** More than any tick has. */
const DISTANCE_PLACES = 8;

/**
 * The stop of a TRAIL order after the market traded at `lastE4`: it follows the price at its distance and never steps
 * back. @returns null if it stays where it is
 */
export function movedTrailStop(order: OrderState, listing: Listing, lastE4: number): Decimal | null {
  if (order.trailing === undefined) return null;
  const distanceE4 = Number(multiply(distanceAt(order.trailing, e4ToDecimal(lastE4)), HUNDRED)) * 100;
  const isSell = order.side === 'SELL';
  const stopE4 = roundToTick(listing.tickRule, isSell ? lastE4 - distanceE4 : lastE4 + distanceE4);
  const beforeE4 = priceToE4(order.trailStopPrice ?? null);
  const isBetter = beforeE4 === null || (isSell ? stopE4 > beforeE4 : stopE4 < beforeE4);
  return isBetter ? e4ToDecimal(stopE4) : null;
}

function distanceAt(trailing: Trailing, price: Decimal): Decimal {
  if ('amount' in trailing) return trailing.amount;
  return divide(multiply(price, trailing.percent), HUNDRED, DISTANCE_PLACES);
}

/** A stop to buy wakes when the price has risen to its trigger, a stop to sell when it has fallen to it. */
export function isTriggeredBy(order: OrderState, lastE4: number): boolean {
  const triggerE4 = priceToE4(order.trailing === undefined ? order.auxPrice : (order.trailStopPrice ?? null));
  if (triggerE4 === null) return order.trailing === undefined;
  return order.side === 'BUY' ? lastE4 >= triggerE4 : lastE4 <= triggerE4;
}
