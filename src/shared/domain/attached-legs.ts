import { compare, type Decimal } from './decimal.ts';
import type { BrokerOrder, OrderDraft } from './order.ts';
import type { AttachedLegs } from './order-form.ts';

/** Take profit and stop loss. */
export const ATTACHED_LEGS_MAX = 2;

type LegPrice = 'takeProfitPrice' | 'stopLossPrice';

/** Legs whose price is not beyond the order's limit on the side of a profit or a loss: they would fill at once, or never. */
export function wrongSideLegs({ side, limitPrice, attached }: OrderDraft): LegPrice[] {
  if (attached === null || limitPrice === null) return [];
  const isProfit = (price: Decimal) => compare(price, limitPrice) === (side === 'BUY' ? 1 : -1);
  const isLoss = (price: Decimal) => compare(price, limitPrice) === (side === 'BUY' ? -1 : 1);
  const { takeProfitPrice: profit, stopLossPrice: loss } = attached;
  return [
    ...(profit !== null && !isProfit(profit) ? (['takeProfitPrice'] as const) : []),
    ...(loss !== null && !isLoss(loss) ? (['stopLossPrice'] as const) : []),
  ];
}

/**
 * Whether the stop has a limit on the patient side of its trigger: once the price has come to the trigger it is worse than
 * the limit, so that nothing fills and the loss goes on.
 */
export function hasStopOutOfReach({ side, attached }: OrderDraft): boolean {
  const { stopLossPrice: trigger, stopLossLimitPrice: limit } = attached ?? {};
  if (trigger == null || limit == null) return false;
  return compare(limit, trigger) === (side === 'BUY' ? 1 : -1);
}

/** `take profit 200, stop loss 180 limit 179.5, GTC` */
export function attachedText(legs: AttachedLegs): string {
  const parts = attachedRoles(legs).map((role) => legText(role, legs));
  return `${parts.join(', ')}, ${legs.timeInForce}`;
}

/** Whether the broker's order is a leg as the approved order says it: one that was changed elsewhere is none. */
export function isLegOf(leg: BrokerOrder, parent: OrderDraft, quantityMax: Decimal): boolean {
  const { attached } = parent;
  if (attached === null || leg.symbol !== parent.symbol || leg.side === parent.side) return false;
  if (leg.quantity === null || compare(leg.quantity, quantityMax) > 0) return false;
  const { takeProfitPrice, stopLossPrice, stopLossLimitPrice } = attached;
  if (leg.orderType === 'LMT') return isEqual(leg.limitPrice, takeProfitPrice);
  const stopType = stopLossLimitPrice === null ? 'STP' : 'STP_LMT';
  if (leg.orderType !== stopType || !isEqual(leg.stopPrice, stopLossPrice)) return false;
  return stopLossLimitPrice === null || isEqual(leg.limitPrice, stopLossLimitPrice);
}

function isEqual(price: Decimal | null, wanted: Decimal | null): boolean {
  return price !== null && wanted !== null && compare(price, wanted) === 0;
}

export type LegRole = 'take_profit' | 'stop_loss';

export function attachedRoles({ takeProfitPrice, stopLossPrice }: AttachedLegs): LegRole[] {
  return [
    ...(takeProfitPrice === null ? [] : (['take_profit'] as const)),
    ...(stopLossPrice === null ? [] : (['stop_loss'] as const)),
  ];
}

/**
 * Which of the two a leg is. A stop that has been triggered may be listed as the order that it became, at the market or at
 * its limit.
 */
export function legRole(
  leg: Pick<BrokerOrder, 'orderType' | 'limitPrice' | 'stopPrice'>,
  attached: AttachedLegs,
): LegRole {
  const { takeProfitPrice, stopLossPrice, stopLossLimitPrice } = attached;
  if (stopLossPrice === null) return 'take_profit';
  if (takeProfitPrice === null) return 'stop_loss';
  const isPlainLimit = leg.orderType === 'LMT' && leg.stopPrice === null;
  return isPlainLimit && !isEqual(leg.limitPrice, stopLossLimitPrice) ? 'take_profit' : 'stop_loss';
}

/** `take profit 200`, `stop loss 180 limit 179.5`: as it was approved. */
export function legText(role: LegRole, attached: AttachedLegs): string {
  const { takeProfitPrice, stopLossPrice, stopLossLimitPrice } = attached;
  if (role === 'take_profit') return `take profit ${takeProfitPrice ?? ''}`.trimEnd();
  const limit = stopLossLimitPrice === null ? '' : ` limit ${stopLossLimitPrice}`;
  return `stop loss ${stopLossPrice ?? ''}${limit}`;
}
