import {
  add,
  type Decimal,
  decimal,
  divide,
  maximum,
  multiply,
  subtract,
} from '../../shared/domain/decimal.ts';
import { type Contract, ONE_SHARE } from '../../shared/domain/instrument.ts';
import type { Quote } from '../../shared/domain/market-data.ts';
import type { OrderDraft, Side } from '../../shared/domain/order.ts';
import { type Trail, trailDistance } from '../../shared/domain/order-form.ts';
import { knownPrice, referencePrice } from '../../shared/domain/price-drift.ts';

const ONE = decimal(1);
/** Enough to tell rates that differ by a hundredth of a basis point. */
const RATE_PLACES = 8;

/** Where its stop is, or, of a trailing one, would be if it began now. null: it has none, or there is no price. */
function triggerPrice(order: OrderDraft, quote: Quote | null): Decimal | null {
  if (order.trail === null || quote === null) return order.stopPrice;
  return firstTrailStop(order.side, order.trail, quote);
}

/** What a trailing stop follows: the last price, as stops are woken by it. null: there is no price. */
export function trailedPrice(side: Side, quote: Quote): Decimal | null {
  return knownPrice(quote.lastPrice) ?? referencePrice(side, quote);
}

/** null: no price, or its distance is all of it. */
export function firstTrailStop(side: Side, trail: Trail, quote: Quote): Decimal | null {
  const price = trailedPrice(side, quote);
  if (price === null) return null;
  const distance = trailDistance(trail, price);
  return knownPrice(side === 'SELL' ? subtract(price, distance) : add(price, distance));
}

/** The price that the order will probably have. */
export function expectedPrice(order: OrderDraft, quote: Quote | null): Decimal | null {
  if (order.limitPrice !== null) return order.limitPrice;
  const trigger = triggerPrice(order, quote);
  if (trigger !== null) return trigger;
  return order.trail !== null || quote === null ? null : referencePrice(order.side, quote);
}

/**
 * The highest price at which the order can count against a cap. A market order, and a stop that becomes one, is priced
 * at the worse of quote and last times (1 + collar), so that it cannot slip below a cap that a limit order would hit.
 * A sale can get more than its limit, so the market counts too. null: nothing to price it with.
 */
export function worstPrice(order: OrderDraft, quote: Quote | null, collar: Decimal): Decimal | null {
  const isBoundedBuy = order.side === 'BUY' && order.limitPrice !== null;
  if (isBoundedBuy) return order.limitPrice;
  const market = quote === null ? [] : [quote.askPrice, quote.bidPrice, quote.lastPrice].map(knownPrice);
  const prices = [...market, triggerPrice(order, quote), order.limitPrice].filter((price) => price !== null);
  if (order.limitPrice === null && !market.some((price) => price !== null)) return null;
  const [first, ...others] = prices;
  if (first === undefined) return null;
  const highest = others.reduce(maximum, first);
  return order.limitPrice === null ? multiply(highest, add(ONE, collar)) : highest;
}

/** Quantity x price x multiplier, in the order's currency, without fees. */
export function notionalAt(order: OrderDraft, contract: Contract, price: Decimal): Decimal {
  return multiply(multiply(order.quantity, price), contract.multiplier ?? ONE_SHARE);
}

/** How much worse than the reference: positive for a buy above it and a sale below it. */
export function adverseRate(side: Side, price: Decimal, reference: Decimal): Decimal {
  return rateAgainst(side, price, reference, reference);
}

/** The same as a part of `base`. */
export function rateAgainst(side: Side, price: Decimal, reference: Decimal, base: Decimal): Decimal {
  const worse = side === 'BUY' ? subtract(price, reference) : subtract(reference, price);
  return divide(worse, base, RATE_PLACES, 'up');
}
