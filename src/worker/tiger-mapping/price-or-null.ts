import { type Decimal, isZero } from '../../shared/domain/decimal.ts';

/** Tiger may write 0 where there is no price (an empty side of the book, the limit of a market order): absent is null. */
export function priceOrNull(price: Decimal | null): Decimal | null {
  return price === null || isZero(price) ? null : price;
}
