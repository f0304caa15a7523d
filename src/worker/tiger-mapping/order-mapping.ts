import { AppError } from '../../shared/app-error.ts';
import { type Decimal, isPositive } from '../../shared/domain/decimal.ts';
import { parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type {
  BrokerOrder,
  BrokerOrderStatus,
  OrderDraft,
  OrderPreview,
  Side,
} from '../../shared/domain/order.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type { OrderParams, PreviewReply } from '../../tiger/methods/order-methods.ts';
import type { OrderRow } from '../../tiger/methods/order-schemas.ts';
import { ExactNumber } from '../../tiger/wire/exact-number.ts';
import { currencyOf, marketOf, securityTypeOf, symbolOfRow } from './instrument-mapping.ts';
import { priceOrNull } from './price-or-null.ts';
import { provenanceOf } from './provenance-of.ts';
import { fromScaled, toScaled } from './scaled-quantity.ts';
import { optionNamesOf } from './wire-option.ts';

/** The draft as it is sent. Every figure of the draft is in it, and nothing that the draft does not say. */
export function orderParamsOf(order: OrderDraft): OrderParams {
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
    time_in_force: order.timeInForce,
    outside_rth: order.session === 'extended',
  };
}

/** What an option stands for is sent as the broker said it. @throws AppError invalid_input */
function instrumentOf(order: OrderDraft) {
  const { symbol, securityType, multiplier } = order;
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

export function brokerOrderOf(row: OrderRow): BrokerOrder {
  const filledQuantity = fromScaled(row.filledQuantity, row.filledQuantityScale);
  return {
    brokerOrderId: row.id.toString(),
    orderNumber: row.orderId?.toString() ?? null,
    userMark: row.userMark,
    symbol: symbolOfRow(row),
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
    stopPrice: priceOrNull(row.auxPrice),
    averageFillPrice: averagePrice(row.avgFillPrice, filledQuantity),
    commission: row.commission,
    timeInForce: row.timeInForce,
    status: statusOf(row.status, filledQuantity),
    remark: row.remark,
    canCancel: row.canCancel,
    openedAtMs: row.openTime,
    updatedAtMs: row.updateTime,
    multiplier: multiplierOf(row),
  };
}

function multiplierOf({ secType, multiplier }: OrderRow): Decimal | null {
  return secType === 'OPT' && multiplier !== null && isPositive(multiplier) ? multiplier : null;
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
