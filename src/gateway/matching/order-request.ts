import * as z from 'zod';
import {
  wireBooleanOrNull,
  wireDecimalOrNull,
  wireIdOrNull,
  wireText,
} from '../../tiger/wire/wire-readers.ts';
import { accountError, businessError } from '../gateway-refusal.ts';
import type { Listing } from '../market/listings.ts';
import {
  type BizParameters,
  optionalInteger,
  optionalText,
  readBiz,
  symbolParameter,
} from '../methods/biz-parameters.ts';
import { readListing } from '../methods/contract-reader.ts';
import type { Combo } from './combo.ts';
import { readCombo, readNetPrice } from './combo-request.ts';
import { readIceberg } from './iceberg.ts';
import {
  type AttachedLeg,
  readAlgo,
  readAttachedLegs,
  readExpireTime,
  readTrailing,
} from './order-extras.ts';
import { readPrice, readQuantity, readTimeInForce } from './order-request-fields.ts';
import { type AlgoWindow, ORDER_TYPES, type OrderTerms, type OrderType } from './order-state.ts';

export interface OrderRequest {
  readonly listing: Listing;
  readonly terms: OrderTerms;
  readonly userMark: string;
  /** Account-level number from order_no, if the client reserved one. */
  readonly orderNumber: number | null;
  /** Legs that come to life when the order has filled. */
  readonly legs: readonly AttachedLeg[];
  /** Window of TWAP and VWAP as far as it was given. */
  readonly algo: Partial<AlgoWindow> | null;
}

const USER_MARK_LENGTH_MAX = 100;

const textIn = <const T extends readonly string[]>(values: T) => wireText.pipe(z.enum(values));

export const quantityMembers = {
  total_quantity: wireDecimalOrNull,
  total_quantity_scale: optionalInteger,
};
const symbolSchema = z.looseObject({ symbol: symbolParameter });
const orderSchema = z.looseObject({
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
const UNSUPPORTED = ['cash_amount', 'trail_stop_price', 'percent_offset'] as const;

/** Checks form only; whether the order may be placed now is the matter of order-checks.ts. @throws GatewayRefusal */
export function readOrderRequest(biz: BizParameters): OrderRequest {
  const unsupported = UNSUPPORTED.find((name) => biz[name] !== undefined && biz[name] !== null);
  if (unsupported !== undefined) {
    throw businessError(`field '${unsupported}' is not supported by the simulated gateway`);
  }
  const fields = readBiz(orderSchema, biz);
  if (fields.sec_type === 'WAR' || fields.sec_type === 'IOPT') {
    // Wire contract 5.5: paper accounts cannot trade them; the simulator has them for nobody.
    throw accountError(
      String(biz['account'] ?? ''),
      `BAD_REQUEST:This account cannot trade ${fields.sec_type}`,
    );
  }
  const { listing, combo } = fields.sec_type === 'MLEG' ? readCombo(biz) : readSingle(biz);
  if (fields.currency !== null && fields.currency !== listing.currency) {
    throw businessError(`field 'currency' must be ${listing.currency} for ${listing.symbol}`);
  }
  if ((fields.user_mark ?? '').length > USER_MARK_LENGTH_MAX) {
    throw businessError(`field 'user_mark' cannot exceed ${USER_MARK_LENGTH_MAX} characters`);
  }
  refuseOvernight(biz, listing);
  const terms = combo === null ? readTerms(listing, fields, biz) : readComboTerms(listing, combo, fields);
  const isAlgo = isAlgoType(terms.orderType);
  refuseStray(biz, 'algo_params', isAlgo);
  refuseStray(biz, 'trailing_percent', terms.orderType === 'TRAIL');
  refuseStray(biz, 'display_size', terms.orderType === 'ICEBERG');
  refuseStray(biz, 'contract_legs', combo !== null);
  return {
    listing,
    terms,
    userMark: fields.user_mark ?? '',
    orderNumber: readOrderNumber(fields.order_id),
    legs: readAttachedLegs(biz, listing, terms),
    algo: isAlgo ? readAlgo(biz) : null,
  };
}

/** A parameter of another order type would be dropped in silence, so it is refused. */
function refuseStray(biz: BizParameters, field: string, isMeant: boolean): void {
  if (isMeant || biz[field] === undefined || biz[field] === null) return;
  throw businessError(`field '${field}' does not belong to this order type`);
}

/** As `supportOvernightTrading` of every contract says: an order for the night would wait for a session that never comes. */
function refuseOvernight(biz: BizParameters, { symbol }: Listing): void {
  const { trading_session_type: session } = readBiz(
    z.looseObject({ trading_session_type: optionalText }),
    biz,
  );
  if (session !== 'OVERNIGHT' && session !== 'FULL') return;
  throw accountError(
    String(biz['account'] ?? ''),
    `BAD_REQUEST:${symbol} does not support overnight trading`,
  );
}

function readSingle(biz: BizParameters) {
  readBiz(symbolSchema, biz);
  return { listing: readListing(biz), combo: null };
}

function readComboTerms(listing: Listing, combo: Combo, fields: z.output<typeof orderSchema>): OrderTerms {
  const orderType = readOrderType(fields.order_type);
  if (orderType !== 'LMT' && orderType !== 'MKT') {
    throw businessError("'order_type' of a combination must be LMT or MKT");
  }
  const { quantity, scale } = readQuantity(fields.total_quantity, fields.total_quantity_scale);
  const timeInForce = readTimeInForce(fields.time_in_force);
  if (timeInForce === 'GTD') throw businessError("'time_in_force' of a combination must be DAY or GTC");
  return {
    symbol: listing.symbol,
    side: fields.action,
    orderType,
    quantity,
    quantityScale: scale,
    limitPrice: orderType === 'LMT' ? readNetPrice(fields.limit_price) : null,
    auxPrice: null,
    timeInForce,
    outsideRth: false,
    combo,
  };
}

function readTerms(listing: Listing, fields: z.output<typeof orderSchema>, biz: BizParameters): OrderTerms {
  const orderType = readOrderType(fields.order_type);
  const { quantity, scale } = readQuantity(fields.total_quantity, fields.total_quantity_scale);
  const isLimited = needsLimit(orderType) || (isAlgoType(orderType) && fields.limit_price !== null);
  const timeInForce = readTimeInForce(fields.time_in_force);
  return {
    symbol: listing.symbol,
    side: fields.action,
    orderType,
    quantity,
    quantityScale: scale,
    limitPrice: isLimited ? readPrice(listing, 'limit_price', fields.limit_price, fields.adjust_limit) : null,
    auxPrice: needsTrigger(orderType) ? readPrice(listing, 'aux_price', fields.aux_price, null) : null,
    timeInForce,
    outsideRth: fields.outside_rth ?? false,
    ...(orderType === 'TRAIL' ? { trailing: readTrailing(biz) } : {}),
    ...(orderType === 'ICEBERG' ? { iceberg: readIceberg(biz, quantity) } : {}),
    ...(timeInForce === 'GTD' ? { expireTimeMs: readExpireTime(biz) } : {}),
  };
}

function isAlgoType(type: OrderType): boolean {
  return type === 'TWAP' || type === 'VWAP';
}

export function needsLimit(type: OrderType): boolean {
  return type === 'LMT' || type === 'STP_LMT' || type === 'ICEBERG';
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

function readOrderNumber(value: bigint | null): number | null {
  if (value === null || value === 0n) return null;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) throw businessError("field 'order_id' is not valid");
  return number;
}
