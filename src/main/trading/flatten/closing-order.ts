import { absolute, type Decimal, isNegative, isPositive } from '../../../shared/domain/decimal.ts';
import type { FlattenStyle } from '../../../shared/domain/flatten.ts';
import type { Quote } from '../../../shared/domain/market-data.ts';
import { PLAIN_FORM } from '../../../shared/domain/order-form.ts';
import type { OrderRequest } from '../../../shared/domain/order-request.ts';
import type { Position } from '../../../shared/domain/portfolio.ts';
import { bookPrice } from '../../../shared/domain/price-drift.ts';

/** The order that makes a position zero; null: nothing is held. The limit is what the other side of the book shows. */
export function closingOrder(
  { symbol, quantity }: Pick<Position, 'symbol' | 'quantity'>,
  style: FlattenStyle,
  quote: Quote | null,
): OrderRequest | null {
  if (!isPositive(quantity) && !isNegative(quantity)) return null;
  const side = isNegative(quantity) ? 'BUY' : 'SELL';
  const limitPrice: Decimal | null = style === 'market' || quote === null ? null : bookPrice(side, quote);
  return {
    symbol,
    side,
    orderType: limitPrice === null ? 'MKT' : 'LMT',
    quantity: absolute(quantity),
    limitPrice,
    stopPrice: null,
    timeInForce: 'DAY',
    session: 'regular',
    ...PLAIN_FORM,
    legs: null,
  };
}
