import { type Decimal, decimal, multiply, round } from '../../shared/domain/decimal.ts';
import type { Currency } from '../market/listings.ts';

/** Cash is kept to the cent in both currencies. */
export const CENT_PLACES = 2;

/**
 * Units of US dollars per unit of a currency. Fixed, so that figures can be recomputed: 0.128 is inside the band of
 * the Hong Kong dollar's peg (7.75 to 7.85) and its reciprocal, 7.8125, is exact.
 */
const USD_PER: Readonly<Record<Currency, Decimal>> = { USD: decimal('1'), HKD: decimal('0.128') };
const PER_USD: Readonly<Record<Currency, Decimal>> = { USD: decimal('1'), HKD: decimal('7.8125') };

/** Multiply an amount in `from` by this to have it in `to`. */
export function exchangeRate(from: Currency, to: Currency): Decimal {
  return multiply(USD_PER[from], PER_USD[to]);
}

export function convert(amount: Decimal, from: Currency, to: Currency): Decimal {
  return multiply(amount, exchangeRate(from, to));
}

/** Half-even, so that many small fills do not drift to one side. */
export function toCents(amount: Decimal): Decimal {
  return round(amount, CENT_PLACES, 'half_even');
}
