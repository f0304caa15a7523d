import { type Decimal, decimal, divide, multiply } from '../../shared/domain/decimal.ts';

/**
 * The market model counts prices in ten-thousandths of the currency (the smallest tick of both exchanges is 0.0001),
 * as safe integers: exact, and fast enough to build bars from hundreds of thousands of steps.
 */
export const E4_PER_UNIT = 10_000;
const E4 = decimal(E4_PER_UNIT);

export function e4ToDecimal(priceE4: number): Decimal {
  return divide(decimal(priceE4), E4, 4);
}

/** @returns ten-thousandths; a price with more than 4 decimals gives a fraction, which no tick rule accepts */
export function decimalToE4(price: Decimal): number {
  return Number(multiply(price, E4));
}
