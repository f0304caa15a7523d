import {
  add,
  type Decimal,
  decimal,
  isNegative,
  minimum,
  negate,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { BrokerOrder, OrderPreview } from '../../shared/domain/order.ts';
import type { Assets } from '../../shared/domain/portfolio.ts';
import { worthAt } from './combination-loss.ts';
import type { ControlFacts } from './control-facts.ts';
import { feesInBase, inBaseCurrency } from './money-in-base.ts';
import { heldQuantity, isReducing, orderIntent } from './order-intent.ts';
import { worstPrice } from './order-price.ts';

/** An order that is decided on together with the judged one and goes before it. */
export type EarlierOrder = Pick<
  ControlFacts,
  'order' | 'contract' | 'quote' | 'preview' | 'positions' | 'settings' | 'createdAtMs'
>;

/**
 * The facts for an order of a basket as they will be if every order before it is at the broker and open: counted among
 * the orders of the minute and the day, listed as open, paid for at its worst, its margin taken. So every control that
 * counts or sums sees the whole basket by the last of its orders. What a sale would bring is not counted, for it may not
 * fill; a purchase whose cost is not known takes everything.
 */
export function factsAfterOrders(facts: ControlFacts, earlier: readonly EarlierOrder[]): ControlFacts {
  if (earlier.length === 0) return facts;
  const { activity, openOrders, assets, preview, order } = facts;
  const worths = earlier
    .filter((other) => other.order.currency === order.currency)
    .map((other) => worstNotional(other) ?? ZERO);
  return {
    ...facts,
    activity: {
      ...activity,
      ordersLastMinute: activity.ordersLastMinute + earlier.length,
      ordersToday: activity.ordersToday + earlier.length,
      notionalToday: add(activity.notionalToday, sum(worths)),
    },
    openOrders: openOrders === null ? null : [...openOrders, ...earlier.map(asOpen)],
    assets: assets === null ? null : assetsAfter(assets, earlier),
    preview: preview === null ? null : previewAfter(preview, assets, earlier),
  };
}

/** In the order's currency; null: there is no price. */
function worstNotional({ order, contract, quote, settings }: EarlierOrder): Decimal | null {
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  return price === null ? null : worthAt(order, contract, price);
}

/** Its price is the worst one, so that whoever values open orders values it as its own controls did. */
function asOpen(other: EarlierOrder, index: number): BrokerOrder {
  const { order, quote, settings, createdAtMs } = other;
  return {
    // No order of the broker has so small a number.
    brokerOrderId: String(index + 1),
    orderNumber: null,
    userMark: null,
    symbol: order.symbol,
    name: null,
    market: order.market,
    securityType: order.securityType,
    currency: order.currency,
    side: order.side,
    orderType: order.orderType,
    quantity: order.quantity,
    filledQuantity: ZERO,
    limitPrice: worstPrice(order, quote, settings.priceCollarWarn),
    stopPrice: null,
    trail: null,
    averageFillPrice: null,
    commission: null,
    timeInForce: order.timeInForce,
    expiresAtMs: order.expiresAtMs,
    parentOrderId: null,
    status: 'pending_submit',
    remark: null,
    canCancel: null,
    openedAtMs: createdAtMs,
    updatedAtMs: createdAtMs,
    multiplier: order.multiplier,
    legs: order.legs,
  };
}

function assetsAfter(assets: Assets, earlier: readonly EarlierOrder[]): Assets {
  const costs = earlier.map((other) => costInBase(other, assets));
  const known = costs.filter((cost) => cost !== null);
  const isKnown = known.length === costs.length;
  const total = sum(known);
  const after = (amount: Decimal | null) => {
    if (amount === null) return null;
    return isKnown ? subtract(amount, total) : minimum(amount, ZERO);
  };
  return {
    ...assets,
    buyingPower: after(assets.buyingPower),
    cashAvailableForTrade: after(assets.cashAvailableForTrade),
    cashBalance: after(assets.cashBalance),
  };
}

/** What an order takes of the cash: a purchase its worst price, every order its commission. null: not known. */
export function costInBase(other: EarlierOrder, assets: Assets): Decimal | null {
  const { order, preview } = other;
  const commission = feesInBase(preview, order.currency, assets);
  if (order.side === 'SELL') return commission;
  const worth = worstNotional(other);
  const cost = worth === null ? null : inBaseCurrency(worth, order.currency, assets);
  return cost === null ? null : add(cost, commission);
}

/** The broker previews each order alone; together they take the margin of all. What one order would give back is not counted. */
function previewAfter(
  preview: OrderPreview,
  assets: Assets | null,
  earlier: readonly EarlierOrder[],
): OrderPreview {
  const taken = (amount: Decimal | null, ofOrder: (other: EarlierOrder) => Decimal | null) => {
    if (amount === null) return null;
    const changes = earlier.map((other) => ofOrder(other) ?? changeByCost(other, assets));
    const known = changes.filter((change) => change !== null);
    if (known.length < changes.length) return decimal(-1);
    return add(amount, sum(known.filter(isNegative)));
  };
  return {
    ...preview,
    availableAfter: taken(preview.availableAfter, ({ preview: other }) => marginChange(other, 'initial')),
    excessLiquidityAfter: taken(preview.excessLiquidityAfter, ({ preview: other }) =>
      marginChange(other, 'maintenance'),
    ),
  };
}

/** Equity less margin, after the order against before it. null: the broker does not say. */
function marginChange(preview: OrderPreview | null, margin: 'initial' | 'maintenance'): Decimal | null {
  if (preview === null) return null;
  const { equityWithLoanBefore, equityWithLoanAfter } = preview;
  const before = margin === 'initial' ? preview.initialMarginBefore : preview.maintenanceMarginBefore;
  const after = margin === 'initial' ? preview.initialMarginAfter : preview.maintenanceMarginAfter;
  if (equityWithLoanBefore === null || equityWithLoanAfter === null || before === null || after === null)
    return null;
  return subtract(subtract(equityWithLoanAfter, equityWithLoanBefore), subtract(after, before));
}

/** Where the broker states no margin: no order takes more of it than it is worth, and a reducing one takes none. */
function changeByCost(other: EarlierOrder, assets: Assets | null): Decimal | null {
  const { order, positions } = other;
  if (isReducing(orderIntent(order.side, order.quantity, heldQuantity(order, positions)))) return ZERO;
  const worth = worstNotional(other);
  const inBase = worth === null || assets === null ? null : inBaseCurrency(worth, order.currency, assets);
  return inBase === null ? null : negate(inBase);
}
