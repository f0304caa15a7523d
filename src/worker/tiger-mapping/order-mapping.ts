import { AppError } from '../../shared/app-error.ts';
import { combinationName } from '../../shared/domain/combination.ts';
import { type Decimal, isPositive } from '../../shared/domain/decimal.ts';
import { parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type {
  BrokerOrder,
  BrokerOrderStatus,
  OrderDraft,
  OrderPreview,
  Side,
} from '../../shared/domain/order.ts';
import type { Algo, AttachedLegs, Trail } from '../../shared/domain/order-form.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type { OrderParams, PreviewReply } from '../../tiger/methods/order-methods.ts';
import type { OrderRow } from '../../tiger/methods/order-schemas.ts';
import { ExactNumber } from '../../tiger/wire/exact-number.ts';
import { combinationLegsOf, combinationParamsOf } from './combination-mapping.ts';
import { currencyOf, marketOf, securityTypeOf, symbolOfRow } from './instrument-mapping.ts';
import { priceOrNull } from './price-or-null.ts';
import { provenanceOf } from './provenance-of.ts';
import { fromScaled, toScaled } from './scaled-quantity.ts';
import { optionNamesOf } from './wire-option.ts';

/** The draft as it is sent. Every figure of the draft is in it, and nothing that the draft does not say. */
export function orderParamsOf(order: OrderDraft): OrderParams {
  return {
    ...changeableParamsOf(order),
    // Alone in the night: Tiger's default would also let it into the hours around the regular session.
    ...(order.session === 'overnight' ? { trading_session_type: 'OVERNIGHT' } : {}),
    ...(order.attached === null ? {} : attachedParamsOf(order.attached)),
    ...(order.algo === null ? {} : { algo_params: algoParamsOf(order.algo) }),
  };
}

/** What a change of an open order sends: its legs, algorithm and session stay as they are (wire contract 5.3). */
export function changeableParamsOf(order: OrderDraft): OrderParams {
  if (order.securityType === 'OTHER') {
    throw new AppError('invalid_input', `${order.symbol} is of a kind that this app cannot trade.`, {
      nextStep: 'Choose another instrument.',
    });
  }
  const { integer, scale } = toScaled(order.quantity);
  return {
    ...instrumentOf(order),
    currency: order.currency,
    action: order.side,
    order_type: order.orderType,
    total_quantity: integer,
    ...(scale === 0 ? {} : { total_quantity_scale: scale }),
    ...(order.limitPrice === null ? {} : { limit_price: new ExactNumber(order.limitPrice) }),
    ...(order.stopPrice === null ? {} : { aux_price: new ExactNumber(order.stopPrice) }),
    ...(order.trail === null ? {} : trailParamsOf(order.trail)),
    time_in_force: order.timeInForce,
    ...(order.expiresAtMs === null ? {} : { expire_time: order.expiresAtMs }),
    outside_rth: order.session === 'extended',
  };
}

/** What an option stands for is sent as the broker said it. @throws AppError invalid_input */
function instrumentOf(order: OrderDraft) {
  const { symbol, securityType, multiplier } = order;
  if (order.legs !== null) return combinationParamsOf(symbol, order.legs);
  if (securityType !== 'OPT') return { symbol, sec_type: securityType };
  const option = parseOptionIdentifier(symbol);
  if (option !== null && multiplier !== null)
    return { ...optionNamesOf(option), multiplier: new ExactNumber(multiplier) };
  throw new AppError(
    'invalid_input',
    `${symbol} does not say which option is meant, or for how many shares.`,
    {
      nextStep: 'Take the identifier from tiger_get_option_chain and propose the order anew.',
    },
  );
}

function trailParamsOf({ by, value }: Trail): Pick<OrderParams, 'aux_price' | 'trailing_percent'> {
  const distance = new ExactNumber(value);
  return by === 'amount' ? { aux_price: distance } : { trailing_percent: distance };
}

/** The legs are for regular hours, which is said, too: what Tiger takes where nothing is said is not documented. */
function attachedParamsOf(legs: AttachedLegs): Partial<OrderParams> {
  const { takeProfitPrice, stopLossPrice, stopLossLimitPrice, timeInForce } = legs;
  return {
    attach_type: takeProfitPrice === null ? 'LOSS' : stopLossPrice === null ? 'PROFIT' : 'BRACKETS',
    ...(takeProfitPrice === null
      ? {}
      : {
          profit_taker_price: new ExactNumber(takeProfitPrice),
          profit_taker_tif: timeInForce,
          profit_taker_rth: true,
        }),
    ...(stopLossPrice === null
      ? {}
      : { stop_loss_price: new ExactNumber(stopLossPrice), stop_loss_tif: timeInForce, stop_loss_rth: true }),
    ...(stopLossLimitPrice === null ? {} : { stop_loss_limit_price: new ExactNumber(stopLossLimitPrice) }),
  };
}

function algoParamsOf({ startMs, endMs, participationRate }: Algo): NonNullable<OrderParams['algo_params']> {
  return [
    ...(startMs === null ? [] : [{ tag: 'start_time', value: startMs } as const]),
    ...(endMs === null ? [] : [{ tag: 'end_time', value: endMs } as const]),
    ...(participationRate === null
      ? []
      : [{ tag: 'participation_rate', value: new ExactNumber(participationRate) } as const]),
  ];
}

export function brokerOrderOf(row: OrderRow): BrokerOrder {
  const legs = combinationLegsOf(row);
  const filledQuantity = fromScaled(row.filledQuantity, row.filledQuantityScale);
  return {
    brokerOrderId: row.id.toString(),
    orderNumber: row.orderId?.toString() ?? null,
    userMark: row.userMark,
    symbol: legs === null ? symbolOfRow(row) : combinationName(symbolOfRow(row), legs),
    name: row.name,
    market: marketOf(row.market),
    securityType: securityTypeOf(row.secType),
    currency: currencyOf(row.currency),
    side: sideOf(row.action),
    orderType: row.orderType,
    // Orders by amount (made in Tiger's own apps) have no quantity until they fill.
    quantity: fromScaled(row.totalQuantity, row.totalQuantityScale) ?? filledQuantity,
    filledQuantity,
    limitPrice: priceOrNull(row.limitPrice),
    ...stopOf(row),
    averageFillPrice: averagePrice(row.avgFillPrice, filledQuantity),
    commission: row.commission,
    timeInForce: row.timeInForce,
    expiresAtMs: row.timeInForce === 'GTD' ? row.expireTime : null,
    // Tiger writes 0 where there is none.
    parentOrderId: row.parentId === null || row.parentId === 0n ? null : row.parentId.toString(),
    status: statusOf(row.status, filledQuantity),
    remark: row.remark,
    canCancel: row.canCancel,
    openedAtMs: row.openTime,
    updatedAtMs: row.updateTime,
    multiplier: multiplierOf(row),
    legs,
  };
}

function multiplierOf({ secType, multiplier }: OrderRow): Decimal | null {
  const isOption = secType === 'OPT' || secType === 'MLEG';
  return isOption && multiplier !== null && isPositive(multiplier) ? multiplier : null;
}

/** `auxPrice` is the trigger of a stop, but of a trailing one the distance (wire contract 5.1). */
function stopOf(row: OrderRow): Pick<BrokerOrder, 'stopPrice' | 'trail'> {
  if (row.orderType !== 'TRAIL') return { stopPrice: priceOrNull(row.auxPrice), trail: null };
  const percent = priceOrNull(row.trailingPercent);
  const amount = priceOrNull(row.auxPrice);
  const stopPrice = priceOrNull(row.trailStopPrice);
  if (percent !== null) return { stopPrice, trail: { by: 'percent', value: percent } };
  return { stopPrice, trail: amount === null ? null : { by: 'amount', value: amount } };
}

/** Texts and the integers of older services (wire contract 4.1). */
const STATUSES: ReadonlyMap<string, BrokerOrderStatus> = new Map([
  ['invalid', 'expired'],
  ['-2', 'expired'],
  ['initial', 'initial'],
  ['new', 'initial'],
  ['-1', 'initial'],
  ['pendingcancel', 'pending_cancel'],
  ['3', 'pending_cancel'],
  ['cancelled', 'cancelled'],
  ['4', 'cancelled'],
  ['submitted', 'working'],
  ['held', 'working'],
  ['2', 'working'],
  ['5', 'working'],
  ['partiallyfilled', 'partially_filled'],
  ['filled', 'filled'],
  ['6', 'filled'],
  ['inactive', 'rejected'],
  ['rejected', 'rejected'],
  ['7', 'rejected'],
  ['pendingsubmit', 'pending_submit'],
  ['8', 'pending_submit'],
]);

export function statusOf(text: string | null, filledQuantity: Decimal | null): BrokerOrderStatus {
  const status = STATUSES.get((text ?? '').toLowerCase().replace(/_/g, '')) ?? 'unknown';
  const hasFill = filledQuantity !== null && isPositive(filledQuantity);
  return status === 'working' && hasFill ? 'partially_filled' : status;
}

/** Tiger writes 0 before the first fill, which is no price. */
function averagePrice(price: Decimal | null, filledQuantity: Decimal | null): Decimal | null {
  return filledQuantity !== null && isPositive(filledQuantity) ? price : null;
}

function sideOf(action: string): Side {
  const upper = action.toUpperCase();
  if (upper.startsWith('BUY')) return 'BUY';
  if (upper.startsWith('SELL')) return 'SELL';
  throw new AppError('broker_protocol', 'Tiger names a side of an order that is neither buy nor sell.', {
    nextStep: 'Look at the order in the Tiger app; this app does not know such orders.',
  });
}

export function previewOf(reply: TigerReply<PreviewReply>): OrderPreview {
  const { data } = reply;
  return {
    isPass: data.isPass,
    message: data.message ?? data.warningText,
    commission: data.commission,
    gst: data.gst,
    commissionCurrency: currencyOf(data.commissionCurrency),
    marginCurrency: currencyOf(data.marginCurrency),
    initialMarginBefore: data.initMarginBefore,
    initialMarginAfter: data.initMargin,
    maintenanceMarginBefore: data.maintMarginBefore,
    maintenanceMarginAfter: data.maintMargin,
    equityWithLoanBefore: data.equityWithLoanBefore,
    equityWithLoanAfter: data.equityWithLoan,
    availableAfter: data.availableEE,
    excessLiquidityAfter: data.excessLiquidity,
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}
