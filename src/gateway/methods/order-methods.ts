import * as z from 'zod';
import { type Decimal, subtract } from '../../shared/domain/decimal.ts';
import { wireBooleanOrNull, wireDecimalOrNull, wireIdOrNull } from '../../tiger/wire/wire-readers.ts';
import { accountError, businessError } from '../gateway-refusal.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import { valueAccount } from '../ledger/valuation.ts';
import { findListing } from '../market/find-listing.ts';
import type { Listing } from '../market/listings.ts';
import { readNetPrice } from '../matching/combo-request.ts';
import { type Iceberg, MS_PER_SECOND, readIceberg } from '../matching/iceberg.ts';
import { readExpireTime, readTrailing } from '../matching/order-extras.ts';
import {
  needsLimit,
  needsTrigger,
  type OrderRequest,
  quantityMembers,
  readOrderRequest,
} from '../matching/order-request.ts';
import { readPrice, readQuantity, readTimeInForce } from '../matching/order-request-fields.ts';
import type { OrderState, Trailing } from '../matching/order-state.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readAccount } from './account-reader.ts';
import { type BizParameters, optionalText, readBiz, unknownSymbol, wireNumber } from './biz-parameters.ts';
import { orderView } from './order-view.ts';

const referenceSchema = z.looseObject({ id: wireIdOrNull, order_id: wireIdOrNull });
const OCA_ORDERS = 2;
const modifySchema = z.looseObject({
  symbol: optionalText,
  action: optionalText,
  order_type: optionalText,
  ...quantityMembers,
  limit_price: wireDecimalOrNull,
  aux_price: wireDecimalOrNull,
  adjust_limit: wireDecimalOrNull,
  time_in_force: optionalText,
  outside_rth: wireBooleanOrNull,
});

export const orderMethods: MethodGroup = {
  order_no: (services, call) => ({ orderId: services.engine.reserveNumber(readAccount(services, call)) }),
  preview_order: previewOrder,
  place_order: (services, call) => {
    const account = readAccount(services, call);
    const oca = readOcaRequests(call.biz);
    const orders =
      oca === null
        ? services.engine.place(account, readOrderRequest(call.biz))
        : services.engine.placeOca(account, oca);
    const [first, ...others] = orders;
    return {
      id: BigInt(first?.id ?? 0),
      subIds: others.map((order) => BigInt(order.id)),
      order_id: first?.orderNumber,
      orders: orders.map((order) => orderView(order, services.market)),
    };
  },
  modify_order: (services, call) => {
    const account = readAccount(services, call);
    const order = findOrder(services, account, call.biz);
    services.engine.modify(account, order, readModification(order, call.biz));
    return { id: BigInt(order.id) };
  },
  cancel_order: (services, call) => {
    const account = readAccount(services, call);
    const order = findOrder(services, account, call.biz);
    services.engine.cancel(account, order);
    return { id: BigInt(order.id) };
  },
};

/** The orders of an OCA pair; each stands alone in its element (wire contract 5.1). @returns null if it is none */
function readOcaRequests(biz: BizParameters): readonly OrderRequest[] | null {
  const elements: unknown = biz['oca_orders'];
  if (elements === undefined || elements === null) return null;
  if (!Array.isArray(elements) || elements.length !== OCA_ORDERS) {
    throw businessError(`field 'oca_orders' must be ${OCA_ORDERS} orders`);
  }
  const requests = elements.map((element: unknown) =>
    readOrderRequest({ ...(typeof element === 'object' ? element : {}), account: biz['account'] }),
  );
  const isPlain = requests.every(({ terms }) => ['LMT', 'STP', 'STP_LMT'].includes(terms.orderType));
  if (!isPlain) throw businessError("orders of 'oca_orders' must be LMT, STP or STP_LMT");
  if (requests[0]?.listing.symbol !== requests[1]?.listing.symbol) {
    throw businessError("orders of 'oca_orders' must have one symbol");
  }
  return requests;
}

function previewOrder(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const request = readOrderRequest(call.biz);
  const check = services.engine.check(account, request);
  const value = valueAccount({ state: services.store.state, market: services.market }, account);
  return {
    account: account.account,
    isPass: check.refusal === null,
    message: check.refusal ?? '',
    commission: wireNumber(check.fees),
    commissionCurrency: request.listing.currency,
    marginCurrency: 'USD',
    initMargin: wireNumber(check.initialMarginAfter),
    initMarginBefore: wireNumber(value.initialMargin),
    maintMargin: wireNumber(check.maintenanceMarginAfter),
    maintMarginBefore: wireNumber(value.maintenanceMargin),
    equityWithLoan: wireNumber(check.equityAfter),
    equityWithLoanBefore: wireNumber(value.equity),
    availableEE: wireNumber(subtract(check.equityAfter, check.initialMarginAfter)),
    excessLiquidity: wireNumber(subtract(check.equityAfter, check.maintenanceMarginAfter)),
    overnightLiquidation: wireNumber(subtract(check.equityAfter, check.maintenanceMarginAfter)),
    gst: 0,
  };
}

/** By global `id`, or by account-level `order_id`. @throws GatewayRefusal */
export function findOrder({ store }: GatewayServices, account: AccountState, biz: BizParameters): OrderState {
  const { id, order_id: number } = readBiz(referenceSchema, biz);
  if (id === null && number === null) throw businessError("field 'id' cannot be empty");
  const orders = Object.values(store.state.orders).filter((order) => order.account === account.account);
  const found =
    id === null
      ? orders.findLast((order) => BigInt(order.orderNumber) === number)
      : orders.find((order) => BigInt(order.id) === id);
  if (found === undefined) throw accountError(account.account, 'BAD_REQUEST:Order does not exist');
  return found;
}

/** Members that are absent keep their value; symbol, side and type cannot change (wire contract 5.3). */
function readModification(order: OrderState, biz: BizParameters): OrderRequest {
  const fields = readBiz(modifySchema, biz);
  const listing = findListing(order.symbol) ?? unknownSymbol(order.symbol);
  const fixed = [
    ['symbol', fields.symbol, listing.option?.optionSymbol ?? order.symbol],
    ['action', fields.action, order.side],
    ['order_type', fields.order_type, order.orderType],
  ] as const;
  const changed = fixed.find(([, asked, is]) => asked !== null && asked !== is);
  if (changed !== undefined) throw businessError(`field '${changed[0]}' cannot be modified`);
  const hasQuantity = fields.total_quantity !== null;
  const { quantity, scale } = hasQuantity
    ? readQuantity(fields.total_quantity, fields.total_quantity_scale)
    : { quantity: order.quantity, scale: order.quantityScale };
  const limitPrice = readNewLimit(order, listing, fields.limit_price, fields.adjust_limit);
  const auxPrice =
    fields.aux_price === null || !needsTrigger(order.orderType)
      ? order.auxPrice
      : readPrice(listing, 'aux_price', fields.aux_price, null);
  return {
    listing,
    legs: [],
    algo: null,
    terms: {
      ...(order.trailing === undefined ? {} : { trailing: readNewTrailing(order.trailing, biz) }),
      ...(order.expireTimeMs === undefined ? {} : { expireTimeMs: readNewExpiry(order.expireTimeMs, biz) }),
      ...(order.combo === undefined ? {} : { combo: order.combo }),
      ...(order.iceberg === undefined ? {} : { iceberg: readNewIceberg(order.iceberg, biz, quantity) }),
      symbol: order.symbol,
      side: order.side,
      orderType: order.orderType,
      quantity,
      quantityScale: Math.max(scale, order.quantityScale),
      limitPrice,
      auxPrice,
      timeInForce: fields.time_in_force === null ? order.timeInForce : readTimeInForce(fields.time_in_force),
      outsideRth: fields.outside_rth ?? order.outsideRth,
    },
    userMark: order.userMark,
    orderNumber: order.orderNumber,
  };
}

function readNewLimit(
  { orderType, limitPrice, combo }: OrderState,
  listing: Listing,
  asked: Decimal | null,
  adjust: Decimal | null,
): Decimal | null {
  if (asked === null || !needsLimit(orderType)) return limitPrice;
  return combo === undefined ? readPrice(listing, 'limit_price', asked, adjust) : readNetPrice(asked);
}

/** Absent: as it is. */
function readNewTrailing(trailing: Trailing, biz: BizParameters): Trailing {
  const isGiven = ['trailing_percent', 'aux_price'].some((name) => (biz[name] ?? null) !== null);
  return isGiven ? readTrailing(biz) : trailing;
}

function readNewExpiry(expireTimeMs: number, biz: BizParameters): number {
  return (biz['expire_time'] ?? null) === null ? expireTimeMs : readExpireTime(biz);
}

/** The official SDK sends the iceberg members again when it changes an order; what is absent stays. */
function readNewIceberg(iceberg: Iceberg, biz: BizParameters, quantity: Decimal): Iceberg {
  const { displaySize, minDisplaySize, checkIntervalMs, priceType, startMs, endMs } = iceberg;
  const before = {
    display_size: displaySize,
    min_display_size: minDisplaySize,
    check_intervals: String(checkIntervalMs / MS_PER_SECOND),
    price_type: priceType,
    start_time: startMs,
    end_time: endMs,
  };
  const changed = Object.entries(biz).filter(([name, value]) => name in before && value !== null);
  return readIceberg({ ...before, ...Object.fromEntries(changed) }, quantity);
}
