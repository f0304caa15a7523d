import * as z from 'zod';
import { type Decimal, decimal, divide, isPositive, multiply } from '../../shared/domain/decimal.ts';
import {
  wireBooleanOrNull,
  wireDecimalOrNull,
  wireIdOrNull,
  wireText,
} from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { findListing } from '../market/find-listing.ts';
import type { Listing } from '../market/listings.ts';
import { decimalToE4, e4ToDecimal } from '../market/price-e4.ts';
import { isOnTick, tickE4At } from '../market/tick-rules.ts';
import {
  type BizParameters,
  optionalInteger,
  optionalText,
  readBiz,
  symbolParameter,
  unknownSymbol,
} from '../methods/biz-parameters.ts';
import { ORDER_TYPES, type OrderTerms, type OrderType, TIMES_IN_FORCE } from './order-state.ts';

export interface OrderRequest {
  readonly listing: Listing;
  readonly terms: OrderTerms;
  readonly userMark: string;
  /** Account-level number from order_no, if the client reserved one. */
  readonly orderNumber: number | null;
}

/** More places than any market trades in. */
const QUANTITY_SCALE_MAX = 5;
const USER_MARK_LENGTH_MAX = 100;

const textIn = <const T extends readonly string[]>(values: T) => wireText.pipe(z.enum(values));

export const quantityMembers = {
  total_quantity: wireDecimalOrNull,
  total_quantity_scale: optionalInteger,
};
const orderSchema = z.looseObject({
  symbol: symbolParameter,
  sec_type: wireText,
  currency: optionalText,
  action: textIn(['BUY', 'SELL']),
  order_type: wireText,
  ...quantityMembers,
  limit_price: wireDecimalOrNull,
  aux_price: wireDecimalOrNull,
  adjust_limit: wireDecimalOrNull,
  time_in_force: optionalText,
  outside_rth: wireBooleanOrNull,
  user_mark: optionalText,
  order_id: wireIdOrNull,
});

/** Parameters whose meaning the simulator does not have: dropping them would place another order than the one meant. */
const UNSUPPORTED = [
  'cash_amount',
  'attach_type',
  'oca_orders',
  'algo_params',
  'contract_legs',
  'trailing_percent',
  'trail_stop_price',
  'percent_offset',
  'display_size',
] as const;

/** Checks form only; whether the order may be placed now is the matter of order-checks.ts. @throws GatewayRefusal */
export function readOrderRequest(biz: BizParameters): OrderRequest {
  const unsupported = UNSUPPORTED.find((name) => biz[name] !== undefined && biz[name] !== null);
  if (unsupported !== undefined) {
    throw businessError(`field '${unsupported}' is not supported by the simulated gateway`);
  }
  const fields = readBiz(orderSchema, biz);
  if (fields.sec_type !== 'STK') {
    throw businessError(
      `sec_type ${fields.sec_type} error, current contract interface supported sec_type include:[STK]`,
    );
  }
  const listing = findListing(fields.symbol) ?? unknownSymbol(fields.symbol);
  if (fields.currency !== null && fields.currency !== listing.currency) {
    throw businessError(`field 'currency' must be ${listing.currency} for ${listing.symbol}`);
  }
  const orderType = readOrderType(fields.order_type);
  const { quantity, scale } = readQuantity(fields.total_quantity, fields.total_quantity_scale);
  const limitPrice = needsLimit(orderType)
    ? readPrice(listing, 'limit_price', fields.limit_price, fields.adjust_limit)
    : null;
  const auxPrice = needsTrigger(orderType) ? readPrice(listing, 'aux_price', fields.aux_price, null) : null;
  if ((fields.user_mark ?? '').length > USER_MARK_LENGTH_MAX) {
    throw businessError(`field 'user_mark' cannot exceed ${USER_MARK_LENGTH_MAX} characters`);
  }
  return {
    listing,
    terms: {
      symbol: listing.symbol,
      side: fields.action,
      orderType,
      quantity,
      quantityScale: scale,
      limitPrice,
      auxPrice,
      timeInForce: readTimeInForce(fields.time_in_force),
      outsideRth: fields.outside_rth ?? false,
    },
    userMark: fields.user_mark ?? '',
    orderNumber: readOrderNumber(fields.order_id),
  };
}

export function needsLimit(type: OrderType): boolean {
  return type === 'LMT' || type === 'STP_LMT';
}

export function needsTrigger(type: OrderType): boolean {
  return type === 'STP' || type === 'STP_LMT';
}

function readOrderType(text: string): OrderType {
  const type = ORDER_TYPES.find((name) => name === text);
  if (type === undefined) {
    throw businessError(
      `'order_type' ${text.slice(0, 20)} not supported, supported: ${ORDER_TYPES.join(' ')}`,
    );
  }
  return type;
}

export function readTimeInForce(text: string | null): OrderTerms['timeInForce'] {
  const value = TIMES_IN_FORCE.find((name) => name === (text ?? 'DAY'));
  if (value === undefined) {
    throw businessError(`'time_in_force' not supported, supported: ${TIMES_IN_FORCE.join(' ')}`);
  }
  return value;
}

/** real quantity = total_quantity × 10^-scale (wire contract 5.6) */
export function readQuantity(raw: Decimal | null, scale: number | null) {
  if (raw === null) throw businessError("field 'total_quantity' cannot be empty");
  const places = scale ?? 0;
  if (places < 0 || places > QUANTITY_SCALE_MAX) {
    throw businessError(`field 'total_quantity_scale' must be 0 to ${QUANTITY_SCALE_MAX}`);
  }
  if (!isPositive(raw) || !/^\d{1,12}$/.test(raw)) {
    throw businessError("field 'total_quantity' must be a whole number above zero");
  }
  return { quantity: divide(raw, decimal(10 ** places), places), scale: places };
}

/** @param adjust part of the price by which an off-tick price may be moved: up if positive, down if negative */
export function readPrice(
  listing: Listing,
  field: string,
  price: Decimal | null,
  adjust: Decimal | null,
): Decimal {
  if (price === null) throw businessError(`field '${field}' cannot be empty`);
  if (!isPositive(price)) throw businessError(`field '${field}' must be above zero`);
  const priceE4 = decimalToE4(price);
  if (isOnTick(listing.tickRule, priceE4)) return price;
  const adjusted = adjust === null ? null : adjustToTick(listing, price, adjust);
  if (adjusted !== null) return adjusted;
  const tickE4 = tickE4At(listing.tickRule, priceE4);
  const tick = tickE4 === null ? 'the highest price of the exchange' : `the tick size ${e4ToDecimal(tickE4)}`;
  throw businessError(`field '${field}' ${price} does not conform to ${tick} of ${listing.symbol}`);
}

function adjustToTick(listing: Listing, price: Decimal, adjust: Decimal): Decimal | null {
  const priceE4 = decimalToE4(price);
  const tickE4 = tickE4At(listing.tickRule, priceE4);
  if (tickE4 === null) return null;
  const isUp = isPositive(adjust);
  const movedE4 = (isUp ? Math.ceil(priceE4 / tickE4) : Math.floor(priceE4 / tickE4)) * tickE4;
  const reach = Math.abs(decimalToE4(multiply(price, adjust)));
  const isAllowed = Math.abs(movedE4 - priceE4) <= reach && isOnTick(listing.tickRule, movedE4);
  return isAllowed ? e4ToDecimal(movedE4) : null;
}

function readOrderNumber(value: bigint | null): number | null {
  if (value === null || value === 0n) return null;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) throw businessError("field 'order_id' is not valid");
  return number;
}
