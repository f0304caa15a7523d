import { type Decimal, decimal, divide, isPositive, multiply } from '../../shared/domain/decimal.ts';
import { businessError } from '../gateway-refusal.ts';
import type { Listing } from '../market/listings.ts';
import { decimalToE4, e4ToDecimal } from '../market/price-e4.ts';
import { isOnTick, tickE4At } from '../market/tick-rules.ts';
import { type OrderTerms, TIMES_IN_FORCE } from './order-state.ts';

/** More places than any market trades in. */
const QUANTITY_SCALE_MAX = 5;

export function readTimeInForce(text: string | null): OrderTerms['timeInForce'] {
  const value = TIMES_IN_FORCE.find((name) => name === (text ?? 'DAY'));
  if (value === undefined) {
    throw businessError(`'time_in_force' not supported, supported: ${TIMES_IN_FORCE.join(' ')}`);
  }
  return value;
}

/** real quantity = total_quantity × 10^-scale (wire contract 5.6) */
export function readQuantity(raw: Decimal | null, scale: number | null) {
  if (raw === null) throw businessError("field 'total_quantity' cannot be empty");
  const places = scale ?? 0;
  if (places < 0 || places > QUANTITY_SCALE_MAX) {
    throw businessError(`field 'total_quantity_scale' must be 0 to ${QUANTITY_SCALE_MAX}`);
  }
  if (!isPositive(raw) || !/^\d{1,12}$/.test(raw)) {
    throw businessError("field 'total_quantity' must be a whole number above zero");
  }
  return { quantity: divide(raw, decimal(10 ** places), places), scale: places };
}

/** @param adjust part of the price by which an off-tick price may be moved: up if positive, down if negative */
export function readPrice(
  listing: Listing,
  field: string,
  price: Decimal | null,
  adjust: Decimal | null,
): Decimal {
  if (price === null) throw businessError(`field '${field}' cannot be empty`);
  if (!isPositive(price)) throw businessError(`field '${field}' must be above zero`);
  const priceE4 = decimalToE4(price);
  if (isOnTick(listing.tickRule, priceE4)) return price;
  const adjusted = adjust === null ? null : adjustToTick(listing, price, adjust);
  if (adjusted !== null) return adjusted;
  const tickE4 = tickE4At(listing.tickRule, priceE4);
  const tick = tickE4 === null ? 'the highest price of the exchange' : `the tick size ${e4ToDecimal(tickE4)}`;
  throw businessError(`field '${field}' ${price} does not conform to ${tick} of ${listing.symbol}`);
}

function adjustToTick(listing: Listing, price: Decimal, adjust: Decimal): Decimal | null {
  const priceE4 = decimalToE4(price);
  const tickE4 = tickE4At(listing.tickRule, priceE4);
  if (tickE4 === null) return null;
  const isUp = isPositive(adjust);
  const movedE4 = (isUp ? Math.ceil(priceE4 / tickE4) : Math.floor(priceE4 / tickE4)) * tickE4;
  const reach = Math.abs(decimalToE4(multiply(price, adjust)));
  const isAllowed = Math.abs(movedE4 - priceE4) <= reach && isOnTick(listing.tickRule, movedE4);
  return isAllowed ? e4ToDecimal(movedE4) : null;
}
