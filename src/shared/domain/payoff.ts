import {
  absolute,
  add,
  compare,
  type Decimal,
  divide,
  isNegative,
  isPositive,
  isZero,
  maximum,
  minimum,
  multiply,
  negate,
  subtract,
  sum,
  ZERO,
} from './decimal.ts';
import type { Side } from './order.ts';

/** One part of a position at expiry. All legs are on one underlying and in one currency, and options of them expire on one day. */
export interface PayoffLeg {
  readonly kind: 'call' | 'put' | 'share';
  readonly side: Side;
  /** Shares that the leg stands for: contracts x multiplier. */
  readonly shares: Decimal;
  /** Of an option; a share has none. */
  readonly strike: Decimal | null;
  /** Paid or received for each share. */
  readonly price: Decimal;
}

/** `amount` is never negative; null: it has no limit. */
interface Bound {
  readonly isLimited: boolean;
  readonly amount: Decimal | null;
}

export interface PayoffFigures {
  readonly maxLoss: Bound;
  readonly maxGain: Bound;
  /** Prices of the underlying at which nothing is won or lost, ascending; of a stretch without result, its ends. */
  readonly breakevens: readonly Decimal[];
}

export interface PayoffPoint {
  readonly price: Decimal;
  readonly result: Decimal;
}

/** A breakeven of several legs need not be a finite decimal; a millionth is finer than any tick. */
const BREAKEVEN_PLACES = 6;

/** What the legs bring at expiry if the underlying then costs `price`, after `fees`. Exact. */
export function payoffAt(legs: readonly PayoffLeg[], price: Decimal, fees: Decimal = ZERO): Decimal {
  return subtract(sum(legs.map((leg) => legResult(leg, price))), fees);
}

/**
 * Largest loss and gain at expiry, and where the result is zero. The result is straight between strikes, so its ends
 * and its strikes decide: a price cannot fall below zero, and above the highest strike the slope says what has no limit.
 */
export function payoffFigures(legs: readonly PayoffLeg[], fees: Decimal = ZERO): PayoffFigures {
  const points = kinks(legs).map((price) => ({ price, result: payoffAt(legs, price, fees) }));
  const slope = slopeAbove(legs);
  const results = points.map(({ result }) => result);
  const lowest = results.reduce(minimum);
  const highest = results.reduce(maximum);
  return {
    maxLoss: isNegative(slope) ? UNLIMITED : limited(negate(lowest)),
    maxGain: isPositive(slope) ? UNLIMITED : limited(highest),
    breakevens: breakevensOf(points, slope),
  };
}

/** The corners of the result between two prices, with both ends: straight lines between them are the whole curve. */
export function payoffCurve(
  legs: readonly PayoffLeg[],
  range: { readonly from: Decimal; readonly to: Decimal },
  fees: Decimal = ZERO,
): PayoffPoint[] {
  const { from, to } = range;
  const inside = kinks(legs).filter((price) => compare(price, from) > 0 && compare(price, to) < 0);
  return [from, ...inside, to].map((price) => ({ price, result: payoffAt(legs, price, fees) }));
}

const UNLIMITED: Bound = { isLimited: false, amount: null };

function limited(amount: Decimal): Bound {
  return { isLimited: true, amount: isNegative(amount) ? ZERO : amount };
}

function legResult({ kind, side, shares, strike, price: paid }: PayoffLeg, price: Decimal): Decimal {
  const result = multiply(shares, subtract(worthAt(kind, strike ?? ZERO, price), paid));
  return side === 'BUY' ? result : negate(result);
}

function worthAt(kind: PayoffLeg['kind'], strike: Decimal, price: Decimal): Decimal {
  if (kind === 'share') return price;
  return maximum(ZERO, kind === 'call' ? subtract(price, strike) : subtract(strike, price));
}

/** Zero and the strikes, ascending, each once. */
function kinks(legs: readonly PayoffLeg[]): Decimal[] {
  const strikes = legs.map(({ strike }) => strike).filter((strike) => strike !== null);
  return [...new Set([ZERO, ...strikes])].sort(compare);
}

/** Of the result above the highest strike, for each unit of the underlying's price. */
function slopeAbove(legs: readonly PayoffLeg[]): Decimal {
  const rising = legs.filter(({ kind }) => kind !== 'put');
  return sum(rising.map(({ side, shares }) => (side === 'BUY' ? shares : negate(shares))));
}

function breakevensOf(points: readonly PayoffPoint[], slope: Decimal): Decimal[] {
  const found: Decimal[] = points.filter(({ result }) => isZero(result)).map(({ price }) => price);
  points.slice(1).forEach((right, index) => {
    const left = points[index];
    if (left !== undefined && isNegative(left.result) !== isNegative(right.result))
      found.push(crossing(left, right));
  });
  const last = points.at(-1);
  const turns = last !== undefined && !isZero(last.result) && !isZero(slope);
  if (turns && isNegative(last.result) === isPositive(slope))
    found.push(add(last.price, divide(absolute(last.result), absolute(slope), BREAKEVEN_PLACES)));
  return [...new Set(found)].sort(compare);
}

/** Where the line through both points is zero. */
function crossing(left: PayoffPoint, right: PayoffPoint): Decimal {
  if (isZero(left.result)) return left.price;
  if (isZero(right.result)) return right.price;
  const width = subtract(right.price, left.price);
  const height = subtract(right.result, left.result);
  const way = divide(multiply(negate(left.result), width), height, BREAKEVEN_PLACES);
  return add(left.price, way);
}
