import { add, compare, type Decimal, divide, isPositive, maximum, subtract } from './decimal.ts';
import { type TickSize, tickTowards } from './instrument.ts';
import type { Quote } from './market-data.ts';
import type { Side } from './order.ts';

/** Enough to tell rates that differ by a hundredth of a basis point. */
export const RATE_PLACES = 8;

/** A price of zero is no price: brokers write it where a side of the book is empty. */
export function knownPrice(price: Decimal | null): Decimal | null {
  return price !== null && isPositive(price) ? price : null;
}

/** The price on the other side: what a buy pays and a sale gets at once. null: that side is empty or not shown. */
export function bookPrice(side: Side, quote: Quote): Decimal | null {
  return knownPrice(side === 'BUY' ? quote.askPrice : quote.bidPrice);
}

/** The book's price, else the last one: what limits and drift are measured against. */
export function referencePrice(side: Side, quote: Quote): Decimal | null {
  return bookPrice(side, quote) ?? knownPrice(quote.lastPrice);
}

/** |to - from| / from. */
export function changeRate(from: Decimal, to: Decimal): Decimal {
  const difference = compare(to, from) >= 0 ? subtract(to, from) : subtract(from, to);
  return divide(difference, from, RATE_PLACES, 'up');
}

export interface DriftLimits {
  readonly driftMax: Decimal;
  readonly driftTicksMax: number;
}

/**
 * Control 6, as a rate of `from`: the larger of the rate and the number of ticks on the way to `to`, for a tick of a cheap
 * stock is more than the rate.
 */
export function driftLimit(
  tickSizes: readonly TickSize[],
  from: Decimal,
  to: Decimal,
  { driftMax, driftTicksMax }: DriftLimits,
): Decimal {
  const byTicks = divide(ticksAway(tickSizes, from, to, driftTicksMax), from, RATE_PLACES, 'up');
  return maximum(byTicks, driftMax);
}

/**
 * How far so many ticks lead from a price towards another, upwards if that is the same. A tick is what the table says on
 * that side: from 3 a US option goes up by 0.05 and down by 0.01. Zero: the table does not cover the price.
 */
export function ticksAway(
  tickSizes: readonly TickSize[],
  from: Decimal,
  to: Decimal,
  count: number,
): Decimal {
  const isUp = compare(to, from) >= 0;
  let price = from;
  for (let taken = 0; taken < count; taken += 1) {
    const tick = tickTowards(tickSizes, price, isUp);
    if (tick === null) break;
    price = isUp ? add(price, tick) : subtract(price, tick);
  }
  return isUp ? subtract(price, from) : subtract(from, price);
}
