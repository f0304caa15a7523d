import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  isPositive,
  multiply,
  subtract,
  ZERO,
} from '../../../../shared/domain/decimal.ts';
import { marketDay } from '../../../../shared/domain/market-day.ts';
import type { AssetHistory } from '../../../../shared/domain/money-record.ts';

/** More than any currency amount needs of a growth factor. */
const FACTOR_PLACES = 18;
const RATE_PLACES = 6;
const ONE = decimal(1);

/**
 * The largest fall from a peak to a later low. The curve is the growth of one unit of money: a day's growth is its
 * worth without what came in and went out that day, over the worth of the day before, so that a withdrawal is no
 * loss. Days without worth are left out; null if fewer than two remain.
 */
export function drawdownOf(days: AssetHistory['days']) {
  const valued = days.filter(({ netLiquidation }) => netLiquidation !== null && isPositive(netLiquidation));
  const missing = valued.filter(({ deposit, withdrawal }) => deposit === null || withdrawal === null).length;
  const none = { max_drawdown: null, drawdown_from: null, drawdown_to: null };
  if (valued.length < 2) return { ...none, days_without_flows: missing };
  const curve = growthOf(valued);
  let peak = 0;
  let worst = { fall: ZERO, from: 0, to: 0 };
  curve.forEach((value, index) => {
    if (compare(value, curve[peak] ?? ZERO) >= 0) peak = index;
    const fall = divide(subtract(curve[peak] ?? ONE, value), curve[peak] ?? ONE, RATE_PLACES);
    if (compare(fall, worst.fall) > 0) worst = { fall, from: peak, to: index };
  });
  const dayAt = (index: number) => {
    const timeMs = valued[index]?.timeMs ?? null;
    return timeMs === null ? null : marketDay('US', timeMs);
  };
  const isFall = isPositive(worst.fall);
  return {
    max_drawdown: worst.fall,
    drawdown_from: isFall ? dayAt(worst.from) : null,
    drawdown_to: isFall ? dayAt(worst.to) : null,
    days_without_flows: missing,
  };
}

function growthOf(days: AssetHistory['days']): Decimal[] {
  const curve: Decimal[] = [ONE];
  days.slice(1).forEach((day, index) => {
    const before = days[index]?.netLiquidation ?? ONE;
    const flow = subtract(day.deposit ?? ZERO, absoluteOf(day.withdrawal));
    const own = subtract(day.netLiquidation ?? ZERO, flow);
    const factor = divide(own, before, FACTOR_PLACES);
    curve.push(divide(multiply(curve[index] ?? ONE, factor), ONE, FACTOR_PLACES));
  });
  return curve;
}

/** Whether Tiger writes money that left with a minus is not documented. */
function absoluteOf(amount: Decimal | null): Decimal {
  if (amount === null) return ZERO;
  return compare(amount, ZERO) < 0 ? subtract(ZERO, amount) : add(amount, ZERO);
}
