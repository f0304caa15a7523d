import { add, type Decimal, divide, isPositive, multiply, subtract } from '../../shared/domain/decimal.ts';
import { isOnTick, type TickSize, tickSizeAt } from '../../shared/domain/instrument.ts';

/** The valid prices just below and just above one that is off its tick. Empty if the table does not cover it. */
export function nearestPrices(tickSizes: readonly TickSize[], price: Decimal): Decimal[] {
  const row = tickSizeAt(tickSizes, price);
  if (row === null) return [];
  return nearestMultiples(subtract(price, row.from), row.size)
    .map((steps) => add(row.from, steps))
    .filter((candidate) => isPositive(candidate) && isOnTick(tickSizes, candidate) === true);
}

/** The multiples of `step` just below and just above. */
export function nearestMultiples(value: Decimal, step: Decimal): Decimal[] {
  const below = multiply(divide(value, step, 0, 'down'), step);
  return [below, add(below, step)];
}
