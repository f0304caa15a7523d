import { decimal } from '../../src/shared/domain/decimal.ts';
import type { BrokerOrder } from '../../src/shared/domain/order.ts';
import type { FakeBroker } from './fake-broker.ts';

/** A placed order as the broker lists it. */
export function arrivedOrder(
  { clock }: FakeBroker,
  brokerOrderId: string,
  { order, orderNumber, userMark }: FakeBroker['placed'][number],
): BrokerOrder {
  return {
    brokerOrderId,
    orderNumber,
    userMark,
    symbol: order.symbol,
    name: null,
    market: order.market,
    securityType: order.securityType,
    currency: order.currency,
    side: order.side,
    orderType: order.orderType,
    quantity: order.quantity,
    filledQuantity: decimal(0),
    limitPrice: order.limitPrice,
    stopPrice: order.stopPrice,
    trail: order.trail,
    averageFillPrice: null,
    commission: null,
    timeInForce: order.timeInForce,
    expiresAtMs: order.expiresAtMs,
    parentOrderId: null,
    status: 'working',
    remark: null,
    canCancel: true,
    openedAtMs: clock.nowMs(),
    updatedAtMs: clock.nowMs(),
    multiplier: order.multiplier,
    legs: order.legs,
  };
}
