import { decimal } from '../../../shared/domain/decimal.ts';
import type { AssetData, PositionData } from '../generated/account_data_pb.ts';
import type { OrderStatusData, OrderTransactionData } from '../generated/order_data_pb.ts';
import type { PushAsset, PushFill, PushOrder, PushPosition } from '../push-event.ts';
import { fromDouble, fromFloat, fromScaled, priceOf, textOrNull, timeOf } from '../wire-value.ts';

export function orderEvent(data: OrderStatusData): PushOrder {
  return {
    kind: 'order',
    account: data.account,
    brokerOrderId: data.id.toString(),
    symbol: data.symbol,
    identifier: textOrNull(data.identifier),
    securityType: data.secType,
    side: data.action,
    orderType: data.orderType,
    status: data.status,
    quantity: fromScaled(data.totalQuantity, data.totalQuantityScale),
    filledQuantity: fromScaled(data.filledQuantity, data.filledQuantityScale),
    averageFillPrice: priceOf(data.avgFillPrice),
    limitPrice: priceOf(data.limitPrice),
    stopPrice: priceOf(data.stopPrice),
    commission: fromFloat(data.commissionAndFee),
    errorText: textOrNull(data.errorMsg),
    userMark: textOrNull(data.userMark),
    openedAtMs: timeOf(data.openTime),
    updatedAtMs: timeOf(data.updateTime) ?? timeOf(data.timestamp),
  };
}

export function fillEvent(data: OrderTransactionData): PushFill {
  return {
    kind: 'fill',
    account: data.account,
    fillId: data.id.toString(),
    brokerOrderId: data.orderId.toString(),
    symbol: data.symbol,
    identifier: textOrNull(data.identifier),
    side: data.action,
    price: priceOf(data.filledPrice),
    quantity: decimal(data.filledQuantity),
    timeMs: timeOf(data.transactTime) ?? timeOf(data.timestamp),
  };
}

export function positionEvent(data: PositionData): PushPosition {
  return {
    kind: 'position',
    account: data.account,
    symbol: data.symbol,
    identifier: textOrNull(data.identifier),
    securityType: data.secType,
    currency: data.currency,
    // The scaled pair is exact; positionQty is the same as a double.
    quantity: fromScaled(data.position, data.positionScale),
    salableQuantity: fromDouble(data.salableQty),
    averageCost: fromDouble(data.averageCost),
    lastPrice: priceOf(data.latestPrice),
    marketValue: fromDouble(data.marketValue),
    unrealizedPnl: fromDouble(data.unrealizedPnl),
    asOfMs: timeOf(data.timestamp),
  };
}

export function assetEvent(data: AssetData): PushAsset {
  return {
    kind: 'asset',
    account: data.account,
    currency: data.currency,
    segment: data.segType,
    availableFunds: fromDouble(data.availableFunds),
    excessLiquidity: fromDouble(data.excessLiquidity),
    netLiquidation: fromDouble(data.netLiquidation),
    equityWithLoan: fromDouble(data.equityWithLoan),
    buyingPower: fromDouble(data.buyingPower),
    cashBalance: fromDouble(data.cashBalance),
    grossPositionValue: fromDouble(data.grossPositionValue),
    initialMargin: fromDouble(data.initMarginReq),
    maintenanceMargin: fromDouble(data.maintMarginReq),
    asOfMs: timeOf(data.timestamp),
  };
}
