import { type Decimal, decimal, multiply } from '../../shared/domain/decimal.ts';
import { SocketCommon_DataType as DataType } from '../../tiger/push/generated/socket_common_pb.ts';
import type { AccountState, Execution, LedgerState } from '../ledger/ledger-state.ts';
import { averageCost } from '../ledger/position.ts';
import { valueAccount } from '../ledger/valuation.ts';
import { findListing } from '../market/listings.ts';
import type { SimulatedMarket } from '../market/simulated-market.ts';
import type { OrderState } from '../matching/order-state.ts';
import { orderView } from '../methods/order-view.ts';
import type { PushMessage } from './quote-messages.ts';

/** Securities (wire contract 8.4). */
const SEGMENT = 'S';
const COST_PLACES = 6;

interface Source {
  readonly state: Readonly<LedgerState>;
  readonly market: SimulatedMarket;
  readonly nowMs: number;
}

/** The same figures as the order lists give, under the names of the push service. */
export function orderMessage({ market, nowMs }: Source, order: OrderState): PushMessage {
  const view = orderView(order, market);
  const value = {
    id: view.id,
    account: order.account,
    symbol: order.symbol,
    identifier: order.symbol,
    multiplier: 1,
    action: order.side,
    market: view.market ?? '',
    currency: view.currency ?? '',
    segType: SEGMENT,
    secType: view.secType,
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
    name: view.name ?? '',
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
  const listing = findListing(execution.symbol);
  const timeMs = BigInt(execution.timeMs);
  const value = {
    id: BigInt(execution.id),
    orderId: BigInt(execution.orderId),
    account: execution.account,
    symbol: execution.symbol,
    identifier: execution.symbol,
    multiplier: 1,
    action: execution.side,
    market: listing?.market ?? '',
    currency: listing?.currency ?? '',
    segType: SEGMENT,
    secType: 'STK',
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
  const held = valueAccount(source, account).positions.find(({ listing }) => listing.symbol === symbol);
  const listing = findListing(symbol);
  const quantity = held?.position.quantity ?? decimal(0);
  const { integer, scale } = scaled(quantity);
  const value = {
    account: account.account,
    symbol,
    identifier: symbol,
    multiplier: 1,
    market: listing?.market ?? '',
    currency: listing?.currency ?? '',
    segType: SEGMENT,
    secType: 'STK',
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
    segType: SEGMENT,
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
