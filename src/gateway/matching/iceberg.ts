import * as z from 'zod';
import {
  add,
  compare,
  type Decimal,
  decimal,
  isInteger,
  isPositive,
  maximum,
  minimum,
  subtract,
} from '../../shared/domain/decimal.ts';
import { wireDecimalOrNull } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { e4ToDecimal } from '../market/price-e4.ts';
import type { Quote } from '../market/simulated-market.ts';
import { type BizParameters, optionalInteger, optionalText, readBiz } from '../methods/biz-parameters.ts';
import type { OrderState } from './order-state.ts';

/** Wire contract 4, "Iceberg price type". */
const ICEBERG_PRICES = ['LIMIT_PRICE', 'ASK_PRICE', 'BID_PRICE', 'LATEST_PRICE'] as const;
/** Seconds between two looks at the market, if the client names none: the contract leaves it to the server. */
const CHECK_SECONDS_DEFAULT = 5;
const CHECK_SECONDS_MAX = 3_600;
export const MS_PER_SECOND = 1_000;

export interface Iceberg {
  /** Shown at a time. */
  readonly displaySize: Decimal;
  /** A slice with less than this left is filled up at the next look. */
  readonly minDisplaySize: Decimal;
  readonly checkIntervalMs: number;
  readonly priceType: (typeof ICEBERG_PRICES)[number];
  /** Null: from the start, to the end of the order. */
  readonly startMs: number | null;
  readonly endMs: number | null;
}

/** What stands in the book: until the next look it fills no further than this, at no worse a price. */
export interface ShownSlice {
  readonly endsAtQuantity: Decimal;
  readonly limitPrice: Decimal;
  readonly shownAtMs: number;
}

const icebergSchema = z.looseObject({
  display_size: wireDecimalOrNull,
  min_display_size: wireDecimalOrNull,
  check_intervals: optionalInteger,
  price_type: optionalText,
  start_time: optionalInteger,
  end_time: optionalInteger,
});

/** `check_intervals` is in seconds, times in milliseconds (the official SDK's words). @throws GatewayRefusal */
export function readIceberg(biz: BizParameters, quantity: Decimal): Iceberg {
  const fields = readBiz(icebergSchema, biz);
  const displaySize = readSize('display_size', fields.display_size, quantity);
  const minDisplaySize =
    fields.min_display_size === null
      ? displaySize
      : readSize('min_display_size', fields.min_display_size, displaySize);
  const seconds = fields.check_intervals ?? CHECK_SECONDS_DEFAULT;
  if (seconds < 1 || seconds > CHECK_SECONDS_MAX) {
    throw businessError(`field 'check_intervals' must be 1 to ${CHECK_SECONDS_MAX} seconds`);
  }
  const priceType = ICEBERG_PRICES.find((name) => name === (fields.price_type ?? 'LIMIT_PRICE'));
  if (priceType === undefined) {
    throw businessError(`'price_type' not supported, supported: ${ICEBERG_PRICES.join(' ')}`);
  }
  const { start_time: startMs, end_time: endMs } = fields;
  if (startMs !== null && endMs !== null && endMs <= startMs) {
    throw businessError('end_time must be later than start_time');
  }
  return { displaySize, minDisplaySize, checkIntervalMs: seconds * MS_PER_SECOND, priceType, startMs, endMs };
}

function readSize(field: string, size: Decimal | null, most: Decimal): Decimal {
  if (size === null) throw businessError(`field '${field}' cannot be empty`);
  if (!isPositive(size) || !isInteger(size) || compare(size, most) > 0) {
    throw businessError(`field '${field}' must be a whole number from 1 to ${most}`);
  }
  return size;
}

/**
 * The slice after a look at the market: a new one if there was none, or if at the time of a look less than
 * `min_display_size` of the old one is left. @returns null if it stays
 */
export function movedSlice(
  order: OrderState,
  iceberg: Iceberg,
  quote: Quote,
  nowMs: number,
): ShownSlice | null {
  const { shownSlice: shown, filledQuantity } = order;
  if (shown !== undefined) {
    const left = subtract(shown.endsAtQuantity, filledQuantity);
    const isLook = nowMs >= shown.shownAtMs + iceberg.checkIntervalMs;
    const isThin = compare(left, iceberg.minDisplaySize) < 0;
    const isRepriced = iceberg.priceType !== 'LIMIT_PRICE';
    if (!isLook || !(isThin || isRepriced)) return null;
  }
  return {
    endsAtQuantity: minimum(order.quantity, add(filledQuantity, iceberg.displaySize)),
    limitPrice: slicePrice(order, iceberg, quote),
    shownAtMs: nowMs,
  };
}

/** The chosen price of the market, never worse than the order's limit. */
function slicePrice(order: OrderState, { priceType }: Iceberg, { book, lastE4 }: Quote): Decimal {
  const limit = order.limitPrice ?? decimal(0);
  if (priceType === 'LIMIT_PRICE') return limit;
  const bySide = { ASK_PRICE: book.asks[0]?.priceE4, BID_PRICE: book.bids[0]?.priceE4, LATEST_PRICE: lastE4 };
  const market = e4ToDecimal(bySide[priceType] ?? lastE4);
  return order.side === 'BUY' ? minimum(limit, market) : maximum(limit, market);
}
