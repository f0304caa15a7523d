import { Big } from 'big.js';
import * as z from 'zod';

/**
 * Exact decimal numbers for money, prices and quantities. The value is a plain decimal text, so it crosses JSON,
 * SQLite and process boundaries without a double in between; big.js does the arithmetic. Addition, subtraction and
 * multiplication are exact; division says its decimal places and rounding.
 */
export type Decimal = string & { readonly __decimal: unique symbol };

/** Longest text accepted: 20 digits before and 18 after the point cover every currency amount and crypto quantity. */
export const DECIMAL_LENGTH_MAX = 40;

const PLAIN = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const Exact = Big();
// Exponent notation would break the plain form that this module guarantees.
Exact.PE = DECIMAL_LENGTH_MAX * 2;
Exact.NE = -DECIMAL_LENGTH_MAX * 2;

export type Rounding = 'down' | 'half_up' | 'half_even' | 'up';
const ROUNDING = { down: 0, half_up: 1, half_even: 2, up: 3 } as const satisfies Record<
  Rounding,
  0 | 1 | 2 | 3
>;

/** Accepts plain decimal text only: no exponent, no separators, no leading plus. */
export const decimalSchema = z
  .string()
  .max(DECIMAL_LENGTH_MAX, 'has too many digits')
  .regex(PLAIN, 'must be a plain decimal number such as "187.50"')
  .transform((text) => normalise(new Exact(text)));

export const positiveDecimalSchema = decimalSchema.refine((value) => isPositive(value), 'must be above zero');

/** @throws RangeError if the text is no plain decimal or a number is not finite. */
export function decimal(value: string | number | bigint): Decimal {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('not a finite number');
  try {
    return normalise(new Exact(typeof value === 'bigint' ? value.toString() : value));
  } catch {
    throw new RangeError(`not a decimal number: ${String(value).slice(0, DECIMAL_LENGTH_MAX)}`);
  }
}

export const ZERO = decimal(0);

export function add(left: Decimal, right: Decimal): Decimal {
  return normalise(new Exact(left).plus(right));
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  return normalise(new Exact(left).minus(right));
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return normalise(new Exact(left).times(right));
}

/** @throws RangeError on division by zero. */
export function divide(
  left: Decimal,
  right: Decimal,
  decimalPlaces: number,
  rounding: Rounding = 'half_even',
): Decimal {
  if (isZero(right)) throw new RangeError('division by zero');
  const Divider = Big();
  Divider.DP = decimalPlaces;
  Divider.RM = ROUNDING[rounding];
  return normalise(new Exact(new Divider(left).div(right).toFixed()));
}

export function negate(value: Decimal): Decimal {
  return normalise(new Exact(value).times(-1));
}

export function absolute(value: Decimal): Decimal {
  return normalise(new Exact(value).abs());
}

/** Negative, zero or positive, as for Array.prototype.sort. */
export function compare(left: Decimal, right: Decimal): -1 | 0 | 1 {
  return new Exact(left).cmp(right);
}

export function isZero(value: Decimal): boolean {
  return new Exact(value).eq(0);
}

export function isPositive(value: Decimal): boolean {
  return new Exact(value).gt(0);
}

export function isNegative(value: Decimal): boolean {
  return new Exact(value).lt(0);
}

export function minimum(left: Decimal, right: Decimal): Decimal {
  return compare(left, right) <= 0 ? left : right;
}

export function maximum(left: Decimal, right: Decimal): Decimal {
  return compare(left, right) >= 0 ? left : right;
}

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => add(total, value), ZERO);
}

export function round(value: Decimal, decimalPlaces: number, rounding: Rounding = 'half_even'): Decimal {
  return normalise(new Exact(value).round(decimalPlaces, ROUNDING[rounding]));
}

/** Exact test, as tick and lot rules need it. @throws RangeError if the step is zero. */
export function isMultipleOf(value: Decimal, step: Decimal): boolean {
  if (isZero(step)) throw new RangeError('step is zero');
  return new Exact(value).mod(step).eq(0);
}

/** For display and for columns of equal width: always this many places, half-even. */
export function toFixed(value: Decimal, decimalPlaces: number): string {
  return new Exact(value).toFixed(decimalPlaces, ROUNDING.half_even);
}

export function isInteger(value: Decimal): boolean {
  return new Exact(value).mod(1).eq(0);
}

/** One text per value, whatever way it was computed: no trailing zeros, no minus before zero. */
function normalise(value: Big): Decimal {
  const text = value.eq(0) ? '0' : value.toFixed();
  return text as Decimal;
}
