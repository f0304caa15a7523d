import {
  add,
  type Decimal,
  decimal,
  divide,
  isPositive,
  isZero,
  multiply,
  subtract,
  ZERO,
} from '../../shared/domain/decimal.ts';
import { type FeeBase, orderFees } from '../ledger/fees.ts';
import type { Execution } from '../ledger/ledger-state.ts';
import { findListing } from '../market/find-listing.ts';
import { e4ToDecimal } from '../market/price-e4.ts';
import type { SimulatedMarket } from '../market/simulated-market.ts';
import type { ZoneTime } from '../market/zone-time.ts';
import { legsOf } from '../matching/combo.ts';
import { canModify } from '../matching/order-engine.ts';
import { type AlgoWindow, isOpenStatus, type OrderState } from '../matching/order-state.ts';
import { wireNumber } from './biz-parameters.ts';
import { listingNames } from './contract-item.ts';
import { comboView, icebergView } from './order-extras-view.ts';

const AVERAGE_PLACES = 6;

/** One element of `orders` or `items` (wire contract 5.1). Ids are exact integers. */
export function orderView(order: OrderState, market: SimulatedMarket) {
  const listing = findListing(order.symbol);
  const instrument = market.instrument(order.symbol);
  const scale = decimal(10 ** order.quantityScale);
  return {
    id: BigInt(order.id),
    orderId: order.orderNumber,
    externalId: String(order.orderNumber),
    parentId: order.parentId === undefined ? null : BigInt(order.parentId),
    account: order.account,
    ...(listing === null ? { symbol: order.symbol } : listingNames(listing)),
    ...comboView(order),
    action: order.side,
    orderType: order.orderType,
    algoStrategy: order.orderType,
    limitPrice: order.limitPrice === null ? null : wireNumber(order.limitPrice),
    auxPrice: order.auxPrice === null ? trailingPart(order, 'amount') : wireNumber(order.auxPrice),
    trailingPercent: trailingPart(order, 'percent'),
    trailStopPrice: order.trailStopPrice === undefined ? null : wireNumber(order.trailStopPrice),
    ...icebergView(order),
    ...(order.algo === undefined ? {} : { algoParameters: algoView(order.algo) }),
    totalQuantity: wireNumber(multiply(order.quantity, scale)),
    totalQuantityScale: order.quantityScale,
    filledQuantity: wireNumber(multiply(order.filledQuantity, scale)),
    filledQuantityScale: order.quantityScale,
    filledCashAmount: wireNumber(order.filledAmount),
    avgFillPrice: wireNumber(averageFillPrice(order)),
    commission: wireNumber(order.fees),
    gst: 0,
    realizedPnl: wireNumber(order.realised),
    latestPrice: instrument === null ? null : wireNumber(e4ToDecimal(market.quote(instrument).lastE4)),
    timeInForce: order.timeInForce,
    expireTime: order.expireTimeMs ?? null,
    outsideRth: order.outsideRth,
    tradingSessionType: 'RTH',
    status: order.status,
    replaceStatus: order.replaceStatus,
    cancelStatus: order.cancelStatus,
    canModify: canModify(order),
    canCancel: isOpenStatus(order.status) && order.status !== 'PendingCancel',
    isOpen: order.isOpening,
    liquidation: false,
    remark: order.remark,
    attrDesc: '',
    attrList: [],
    userMark: order.userMark,
    source: 'OpenApi',
    discount: 0,
    orderDiscount: 0,
    openTime: order.openedAtMs,
    updateTime: order.updatedAtMs,
    latestTime: order.updatedAtMs,
  };
}

/** The distance of a TRAIL order goes where the client gave it. */
function trailingPart({ trailing }: OrderState, part: 'amount' | 'percent') {
  if (trailing === undefined) return null;
  if (part === 'amount') return 'amount' in trailing ? wireNumber(trailing.amount) : null;
  return 'percent' in trailing ? wireNumber(trailing.percent) : null;
}

/** Answers spell the tags in camelCase (wire contract 5.1). */
function algoView(algo: AlgoWindow) {
  return [
    { tag: 'startTime', value: algo.startMs },
    { tag: 'endTime', value: algo.endMs },
    { tag: 'allowPastEndTime', value: algo.mayRunOn },
    { tag: 'participationRate', value: algo.participation === null ? null : wireNumber(algo.participation) },
  ];
}

/** The vendor's average includes the fees (wire contract 5.5): paid more when buying, received less when selling. */
function averageFillPrice(order: OrderState): Decimal {
  if (isZero(order.filledQuantity)) return ZERO;
  const multiplier = order.combo?.multiplier ?? findListing(order.symbol)?.multiplier ?? 1;
  const units = multiply(order.filledQuantity, decimal(multiplier));
  const money =
    order.side === 'BUY' ? add(order.filledAmount, order.fees) : subtract(order.filledAmount, order.fees);
  return isPositive(money) || order.combo !== undefined ? divide(money, units, AVERAGE_PLACES) : ZERO;
}

/** Fees by category, for a single order asked for with show_charges. */
export function chargesView(order: OrderState) {
  const lines = feeBases(order).flatMap(orderFees);
  return (['TIGER', 'THIRD_PARTY'] as const).map((category) => {
    const own = lines.filter((line) => line.category === category);
    return {
      category,
      categoryDesc: category === 'TIGER' ? 'Tiger Charge' : 'Third-party Charge',
      total: wireNumber(own.reduce((total, line) => add(total, line.amount), ZERO)),
      details: own.map((line) => ({
        type: line.type,
        typeDesc: line.title,
        originalAmount: wireNumber(line.amount),
        afterDiscountAmount: wireNumber(line.amount),
      })),
    };
  });
}

/** An order pays once, a combination for each leg. */
function feeBases(order: OrderState): readonly FeeBase[] {
  const legs = legsOf(order);
  return legs.flatMap(({ symbol, side }, index) => {
    const listing = findListing(symbol);
    if (listing === null) return [];
    const { filledQuantity, filledAmount, legFills = [] } = order;
    const whole = { quantity: filledQuantity, amount: filledAmount };
    const { quantity, amount } =
      order.combo === undefined ? whole : (legFills[index] ?? { quantity: ZERO, amount: ZERO });
    return [{ listing, side, quantity, amount }];
  });
}

/** Transactions are stamped with the exchange's wall clock. */
export function executionView(execution: Execution, zone: ZoneTime) {
  const listing = findListing(execution.symbol);
  const scale = execution.quantity.split('.')[1]?.length ?? 0;
  return {
    id: BigInt(execution.id),
    accountId: Number(execution.account.replace(/\D/g, '').slice(-9)),
    orderId: BigInt(execution.orderId),
    ...(listing === null ? { symbol: execution.symbol } : listingNames(listing)),
    action: execution.side,
    filledQuantity: wireNumber(multiply(execution.quantity, decimal(10 ** scale))),
    filledQuantityScale: scale,
    filledPrice: wireNumber(execution.price),
    filledAmount: wireNumber(execution.amount),
    transactedAt: zone.text(execution.timeMs),
    transactionTime: execution.timeMs,
  };
}
