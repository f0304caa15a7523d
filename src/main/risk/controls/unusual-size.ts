import {
  compare,
  type Decimal,
  decimal,
  divide,
  isPositive,
  maximum,
  multiply,
  round,
  subtract,
  sum,
} from '../../../shared/domain/decimal.ts';
import { worthAt } from '../combination-loss.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { worstPrice } from '../order-price.ts';

/** With fewer orders than this, mean and deviation say nothing. */
const HISTORY_MIN = 10;
const PLACES = 8;
const SHOWN_PLACES = 2;
/** Orders of equal worth have no deviation; then a tenth of the mean stands for it, or every cent more would be unusual. */
const DEVIATION_FLOOR = decimal('0.1');

/**
 * Control 29: larger than what this account usually does. A short history is no lack of facts that would have to stop an
 * order: the first orders of an account are judged by the other controls, and the text says so.
 */
export function unusualSize({ order, contract, quote, settings, activity }: ControlFacts): Judgement {
  const past = activity.pastNotionals;
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  if (price === null) return judge('danger', "The order's value is not known, so it cannot be compared.");
  const notional = worthAt(order, contract, price);
  const value = `${notional} ${order.currency}`;
  if (past.length < HISTORY_MIN) {
    return judge('pass', `Only ${past.length} orders in ${order.currency} so far: too few to compare.`, {
      value,
    });
  }
  const count = decimal(past.length);
  const mean = divide(sum(past), count, PLACES);
  const variance = divide(sum(past.map((worth) => squared(subtract(worth, mean)))), count, PLACES);
  const floor = squared(multiply(mean, DEVIATION_FLOOR));
  const distance = subtract(notional, mean);
  // Squares are compared, so that no root is rounded.
  const allowed = multiply(squared(settings.unusualDeviations), maximum(variance, floor));
  const limit = `mean ${round(mean, SHOWN_PLACES)} + ${settings.unusualDeviations} deviations`;
  return isPositive(distance) && compare(squared(distance), allowed) > 0
    ? judge('danger', `It is far larger than your usual orders in ${order.currency}.`, { value, limit })
    : judge('pass', 'Of a usual size for this account.', { value, limit });
}

function squared(value: Decimal): Decimal {
  return multiply(value, value);
}
