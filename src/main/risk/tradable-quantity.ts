import { type Decimal, divide, multiply } from '../../shared/domain/decimal.ts';
import { type Contract, ONE_SHARE } from '../../shared/domain/instrument.ts';

/** The largest part of a quantity that the exchange takes: whole lots, or any part of a share where the broker takes those. */
export function tradableQuantity(
  quantity: Decimal,
  { lotSize, supportsFractional }: Pick<Contract, 'lotSize' | 'supportsFractional'>,
): Decimal {
  const lot = lotSize ?? ONE_SHARE;
  if (supportsFractional === true && lot === ONE_SHARE) return quantity;
  return multiply(divide(quantity, lot, 0, 'down'), lot);
}
