import { decimal, divide, isZero, multiply, ZERO } from '../../shared/domain/decimal.ts';
import type { ComboLeg } from '../matching/combo.ts';
import { legListing, legsOf } from '../matching/combo.ts';
import { MS_PER_SECOND } from '../matching/iceberg.ts';
import type { OrderState } from '../matching/order-state.ts';
import { wireNumber } from './biz-parameters.ts';
import { listingNames } from './contract-item.ts';

const AVERAGE_PLACES = 6;

/** What an option combination shows beside an order's own members (wire contract 5.1). */
export function comboView(order: OrderState) {
  const { combo } = order;
  if (combo === undefined) return {};
  return {
    secType: 'MLEG',
    multiplier: combo.multiplier,
    comboType: combo.type,
    comboTypeDesc: combo.type.charAt(0) + combo.type.slice(1).toLowerCase(),
    legs: legsOf(order).map((leg, index) => legView(order, leg, index)),
  };
}

function legView(order: OrderState, leg: ComboLeg, index: number) {
  const { name: _name, identifier: _identifier, ...names } = listingNames(legListing(leg));
  const fill = order.legFills?.[index] ?? { quantity: ZERO, amount: ZERO };
  const units = multiply(fill.quantity, decimal(names.multiplier));
  return {
    ...names,
    action: leg.side,
    ratio: leg.ratio,
    totalQuantity: wireNumber(multiply(order.quantity, decimal(leg.ratio))),
    filledQuantity: wireNumber(fill.quantity),
    avgFilledPrice: wireNumber(isZero(units) ? ZERO : divide(fill.amount, units, AVERAGE_PLACES)),
    createdAt: order.openedAtMs,
    updatedAt: order.updatedAtMs,
  };
}

/** Echoed as they were sent, in snake_case (wire contract 5.1). */
export function icebergView({ iceberg }: OrderState) {
  if (iceberg === undefined) return {};
  return {
    display_size: wireNumber(iceberg.displaySize),
    min_display_size: wireNumber(iceberg.minDisplaySize),
    check_intervals: iceberg.checkIntervalMs / MS_PER_SECOND,
    price_type: iceberg.priceType,
    start_time: iceberg.startMs,
    end_time: iceberg.endMs,
  };
}
