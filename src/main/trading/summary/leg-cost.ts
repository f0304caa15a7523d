import {
  absolute,
  add,
  type Decimal,
  decimalSchema,
  divide,
  isZero,
  multiply,
} from '../../../shared/domain/decimal.ts';
import type { OrderCard } from '../../../shared/domain/order-card.ts';
import { isReducing } from '../../risk/order-intent.ts';
import type { OrderRow } from '../proposal-record.ts';

/** An average is rounded to far below a cent. */
const AVERAGE_PLACES = 8;

/**
 * What a leg closes was bought (or sold short) by its order: the cost is what that paid, averaged with what the card showed
 * to be held before. null: the order itself closed something, so its leg closes nothing. `unknown`: no cost is on record.
 */
export function costBehindLeg(
  card: Pick<OrderCard, 'intent' | 'position'> | null,
  order: Pick<OrderRow, 'filled_quantity' | 'average_fill_price'> | null,
): Decimal | 'unknown' | null {
  if (card !== null && isReducing(card.intent)) return null;
  if (order?.average_fill_price == null || order.filled_quantity === null) return 'unknown';
  const paid = decimalSchema.parse(order.average_fill_price);
  if (card?.intent === 'opens' || card?.intent === 'opens_short') return paid;
  const { before, averageCost } = card?.position ?? { before: null, averageCost: null };
  if ((card?.intent !== 'adds' && card?.intent !== 'adds_short') || before === null || averageCost === null)
    return 'unknown';
  const held = absolute(before);
  const filled = decimalSchema.parse(order.filled_quantity);
  const whole = add(held, filled);
  if (isZero(whole)) return 'unknown';
  return divide(add(multiply(held, averageCost), multiply(filled, paid)), whole, AVERAGE_PLACES);
}
