import { add, compare, type Decimal, decimal, divide, isPositive, multiply, subtract } from './decimal.ts';
import { type TickSize, tickSizeAt } from './instrument.ts';
import type { Quote } from './market-data.ts';
import type { Side } from './order.ts';

/** Enough to tell rates that differ by a hundredth of a basis point. */
const RATE_PLACES = 8;

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

interface DriftLimits {
  readonly driftMax: Decimal;
  readonly driftTicksMax: number;
}

/** Control 6: the larger of the rate and the number of ticks, for a tick of a cheap stock is more than the rate. */
export function driftLimit(
  tickSizes: readonly TickSize[],
  price: Decimal,
  { driftMax, driftTicksMax }: DriftLimits,
): Decimal {
  const tick = tickSizeAt(tickSizes, price)?.size ?? null;
  if (tick === null) return driftMax;
  const byTicks = changeRate(price, add(price, multiply(tick, decimal(driftTicksMax))));
  return compare(byTicks, driftMax) > 0 ? byTicks : driftMax;
}
