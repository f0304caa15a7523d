import { type OrderLeg, sideOfLeg } from './combination.ts';
import { compare, type Decimal, decimal, divide, maximum, multiply, sum } from './decimal.ts';
import type { TickSize } from './instrument.ts';
import type { Quote } from './market-data.ts';
import type { Side } from './order.ts';
import {
  changeRate,
  type DriftLimits,
  driftLimit,
  RATE_PLACES,
  referencePrice,
  ticksAway,
} from './price-drift.ts';

/** A leg's price then and now, on the side of its book that the order meets. */
export interface LegMove {
  readonly symbol: string;
  readonly ratio: number;
  /** Its own, which are not those of the net price. Empty: not known. */
  readonly tickSizes: readonly TickSize[];
  readonly before: Decimal;
  readonly now: Decimal;
}

/** What a leg has then and now, with its sides as in a bought combination. */
export interface LegQuotes {
  readonly leg: OrderLeg;
  readonly tickSizes: readonly TickSize[];
  readonly before: Quote | undefined;
  readonly now: Quote | undefined;
}

/** null: there is no price of it to compare. */
export function legMove(orderSide: Side, { leg, tickSizes, before, now }: LegQuotes): LegMove | null {
  const side = sideOfLeg(orderSide, leg);
  const [then, since] = [before, now].map((quote) =>
    quote === undefined ? null : referencePrice(side, quote),
  );
  if (then == null || since == null) return null;
  return { symbol: leg.symbol, ratio: leg.ratio, tickSizes, before: then, now: since };
}

/** A leg on its own is measured like any option: by the rate or by its own ticks. */
export function legDrift({ tickSizes, before, now }: LegMove, limits: DriftLimits) {
  const rate = changeRate(before, now);
  const limit = driftLimit(tickSizes, before, now, limits);
  return { rate, limit, isBeyond: compare(rate, limit) > 0 };
}

/**
 * Of the net price, as a rate of it: the larger of the rate and the ticks of all legs, each as often as the leg is in the
 * combination. A net price has steps of a cent, but it moves by those of the legs that it is made of: where one leg ticks
 * by 0.05, so does the whole. The rate is that of the net price alone: 0.5 % of two legs of 60 is ten percent of a net
 * price of 6. So this is never more than what the legs may move by themselves.
 */
export function netDriftLimit(
  before: Decimal,
  moves: readonly LegMove[],
  { driftMax, driftTicksMax }: DriftLimits,
): Decimal {
  const byTicks = moves.map((move) =>
    multiply(ticksAway(move.tickSizes, move.before, move.now, driftTicksMax), decimal(move.ratio)),
  );
  return maximum(divide(sum(byTicks), before, RATE_PLACES, 'up'), driftMax);
}
