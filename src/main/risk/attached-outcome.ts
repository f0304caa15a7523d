import { type Decimal, multiply, negate, subtract } from '../../shared/domain/decimal.ts';
import { type Contract, ONE_SHARE } from '../../shared/domain/instrument.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';

/** Before fees, in the order's currency. null: there is no such leg. */
export interface AttachedOutcome {
  readonly profit: Decimal | null;
  readonly loss: Decimal | null;
}

/**
 * What is won and lost if the order fills at its limit and then one of its legs at its price. A stop loss with a limit is
 * reckoned at the limit; without one it becomes a market order, and the loss can be larger.
 */
export function attachedOutcome(
  order: OrderDraft,
  contract: Pick<Contract, 'multiplier'>,
): AttachedOutcome | null {
  const { attached, limitPrice, side, quantity } = order;
  if (attached === null || limitPrice === null) return null;
  const units = multiply(quantity, contract.multiplier ?? ONE_SHARE);
  const gain = (price: Decimal) =>
    multiply(side === 'BUY' ? subtract(price, limitPrice) : subtract(limitPrice, price), units);
  const lossPrice = attached.stopLossLimitPrice ?? attached.stopLossPrice;
  return {
    profit: attached.takeProfitPrice === null ? null : gain(attached.takeProfitPrice),
    loss: lossPrice === null ? null : negate(gain(lossPrice)),
  };
}
