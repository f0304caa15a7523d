import { type Decimal, decimal, multiply } from '../../shared/domain/decimal.ts';
import { SocketCommon_DataType as DataType } from '../../tiger/push/generated/socket_common_pb.ts';
import { segmentOf } from '../ledger/holdings.ts';
import type { AccountState, Execution, LedgerState } from '../ledger/ledger-state.ts';
import { averageCost } from '../ledger/position.ts';
import { valueAccount } from '../ledger/valuation.ts';
import { findListing } from '../market/find-listing.ts';
import type { SimulatedMarket } from '../market/simulated-market.ts';
import type { OrderState } from '../matching/order-state.ts';
import { listingNames } from '../methods/contract-item.ts';
import { orderView } from '../methods/order-view.ts';
import type { PushMessage } from './quote-messages.ts';

const COST_PLACES = 6;

interface Source {
  readonly state: Readonly<LedgerState>;
  readonly market: SimulatedMarket;
  readonly nowMs: number;
}

/** What the messages of orders, fills and positions say about the instrument (wire contract 8.4). */
function instrumentFields(symbol: string) {
  const listing = findListing(symbol);
  if (listing === null) return { symbol, identifier: symbol };
  const { name: _name, ...names } = listingNames(listing);
  return { ...names, segType: segmentOf(listing) === 'SEC' ? 'S' : 'C' };
}

/** The same figures as the order lists give, under the names of the push service. */
export function orderMessage({ market, nowMs }: Source, order: OrderState): PushMessage {
  const view = orderView(order, market);
  const value = {
    id: view.id,
    account: order.account,
    ...instrumentFields(order.symbol),
    ...(order.combo === undefined ? {} : { secType: 'MLEG' }),
    action: order.side,
    orderType: order.orderType,
    isLong: order.side === 'BUY',
    totalQuantity: BigInt(view.totalQuantity.text),
    totalQuantityScale: view.totalQuantityScale,
    filledQuantity: BigInt(view.filledQuantity.text),
    filledQuantityScale: view.filledQuantityScale,
    avgFillPrice: Number(view.avgFillPrice.text),
    limitPrice: Number(order.limitPrice ?? 0),
    stopPrice: Number(order.auxPrice ?? 0),
    realizedPnl: Number(order.realised),
    status: order.status,
    replaceStatus: order.replaceStatus,
    cancelStatus: order.cancelStatus,
    outsideRth: order.outsideRth,
    canModify: view.canModify,
    canCancel: view.canCancel,
    name: findListing(order.symbol)?.name ?? '',
    source: 'openapi',
    errorMsg: order.remark,
    commissionAndFee: Number(order.fees),
    openTime: BigInt(order.openedAtMs),
    timestamp: BigInt(nowMs),
    userMark: order.userMark,
    filledCashAmount: Number(order.filledAmount),
    timeInForce: order.timeInForce,
    updateTime: BigInt(order.updatedAtMs),
    latestTime: BigInt(order.updatedAtMs),
  };
  return { dataType: DataType.OrderStatus, body: { case: 'orderStatusData', value } };
}

export function fillMessage({ nowMs }: Source, execution: Execution): PushMessage {
  const timeMs = BigInt(execution.timeMs);
  const value = {
    id: BigInt(execution.id),
    orderId: BigInt(execution.orderId),
    account: execution.account,
    ...instrumentFields(execution.symbol),
    action: execution.side,
    filledPrice: Number(execution.price),
    // The message has no scale, so parts of a share are cut off: another reason to read the order itself.
    filledQuantity: scaled(execution.quantity).whole,
    createTime: timeMs,
    updateTime: timeMs,
    transactTime: timeMs,
    timestamp: BigInt(nowMs),
  };
  return { dataType: DataType.OrderTransaction, body: { case: 'orderTransactionData', value } };
}

/** @param symbol a position that is closed is told once more, with quantity 0 */
export function positionMessage(source: Source, account: AccountState, symbol: string): PushMessage {
  const listing = findListing(symbol);
  const segment = listing === null ? 'SEC' : segmentOf(listing);
  const currency = listing?.currency ?? 'USD';
  const { positions } = valueAccount(source, account, currency, segment);
  const held = positions.find((position) => position.listing.symbol === symbol);
  const quantity = held?.position.quantity ?? decimal(0);
  const { integer, scale } = scaled(quantity);
  const value = {
    account: account.account,
    ...instrumentFields(symbol),
    position: integer,
    positionScale: scale,
    averageCost: held === undefined ? 0 : Number(averageCost(held.position, COST_PLACES)),
    latestPrice: Number(held?.lastPrice ?? 0),
    marketValue: Number(held?.marketValue ?? 0),
    unrealizedPnl: Number(held?.unrealised ?? 0),
    name: listing?.name ?? '',
    timestamp: BigInt(source.nowMs),
    positionQty: Number(quantity),
    salableQty: Number(quantity),
  };
  return { dataType: DataType.Position, body: { case: 'positionData', value } };
}

export function assetMessage(source: Source, account: AccountState): PushMessage {
  const assets = valueAccount(source, account);
  const value = {
    account: account.account,
    currency: assets.currency,
    segType: 'S',
    availableFunds: Number(assets.availableFunds),
    excessLiquidity: Number(assets.excessLiquidity),
    netLiquidation: Number(assets.equity),
    equityWithLoan: Number(assets.equity),
    buyingPower: Number(assets.buyingPower),
    cashBalance: Number(assets.cash),
    grossPositionValue: Number(assets.grossPositionValue),
    initMarginReq: Number(assets.initialMargin),
    maintMarginReq: Number(assets.maintenanceMargin),
    timestamp: BigInt(source.nowMs),
  };
  return { dataType: DataType.Asset, body: { case: 'assetData', value } };
}

function scaled(quantity: Decimal): { integer: bigint; scale: number; whole: bigint } {
  const [whole = '0', fraction = ''] = quantity.split('.');
  const integer = BigInt(multiply(quantity, decimal(10n ** BigInt(fraction.length))));
  return { integer, scale: fraction.length, whole: BigInt(whole) };
}
