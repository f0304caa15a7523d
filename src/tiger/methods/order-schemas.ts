import * as z from 'zod';
import {
  wireBooleanOrNull,
  wireDecimalOrNull,
  wireId,
  wireIdOrNull,
  wireIntegerOrNull,
  wireText,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import { listOf } from './reply-shapes.ts';

/** A leg of a multi-leg order (`secType` MLEG). */
const orderLeg = z.looseObject({
  symbol: wireTextOrNull,
  secType: wireTextOrNull,
  market: wireTextOrNull,
  currency: wireTextOrNull,
  expiry: wireTextOrNull,
  strike: wireDecimalOrNull,
  right: wireTextOrNull,
  action: wireTextOrNull,
  ratio: wireDecimalOrNull,
  multiplier: wireDecimalOrNull,
  totalQuantity: wireDecimalOrNull,
  filledQuantity: wireDecimalOrNull,
  avgFilledPrice: wireDecimalOrNull,
  createdAt: wireTimeMsOrNull,
  updatedAt: wireTimeMsOrNull,
});

/** Fees, only on a query for one order with `show_charges`. */
const orderCharge = z.looseObject({
  category: wireTextOrNull,
  categoryDesc: wireTextOrNull,
  total: wireDecimalOrNull,
  details: listOf(
    z.looseObject({
      type: wireTextOrNull,
      typeDesc: wireTextOrNull,
      originalAmount: wireDecimalOrNull,
      afterDiscountAmount: wireDecimalOrNull,
    }),
  ),
});

/** One order as Tiger shows it (wire contract 5.1). `id` is the global 64-bit id, `orderId` the account-level number. */
export const orderRowSchema = z.looseObject({
  id: wireId,
  orderId: wireIdOrNull,
  externalId: wireTextOrNull,
  account: wireTextOrNull,
  symbol: wireText,
  name: wireTextOrNull,
  market: wireTextOrNull,
  secType: wireTextOrNull,
  currency: wireTextOrNull,
  action: wireText,
  orderType: wireText,
  limitPrice: wireDecimalOrNull,
  auxPrice: wireDecimalOrNull,
  /** Scaled integers: quantity = totalQuantity x 10^-totalQuantityScale (wire contract 5.6). */
  totalQuantity: wireDecimalOrNull,
  totalQuantityScale: wireIntegerOrNull,
  filledQuantity: wireDecimalOrNull,
  filledQuantityScale: wireIntegerOrNull,
  avgFillPrice: wireDecimalOrNull,
  commission: wireDecimalOrNull,
  timeInForce: wireTextOrNull,
  outsideRth: wireBooleanOrNull,
  /** Text, or an integer from older services (wire contract 4.1). */
  status: wireTextOrNull,
  remark: wireTextOrNull,
  userMark: wireTextOrNull,
  canCancel: wireBooleanOrNull,
  openTime: wireTimeMsOrNull,
  updateTime: wireTimeMsOrNull,
  latestTime: wireTimeMsOrNull,
  canModify: wireBooleanOrNull,
  /** NONE, RECEIVED; other texts are possible (wire contract 4.1). */
  replaceStatus: wireTextOrNull,
  cancelStatus: wireTextOrNull,
  parentId: wireIdOrNull,
  identifier: wireTextOrNull,
  /** Options: `yyyyMMdd`. */
  expiry: wireTextOrNull,
  strike: wireDecimalOrNull,
  right: wireTextOrNull,
  multiplier: wireDecimalOrNull,
  trailingPercent: wireDecimalOrNull,
  trailStopPrice: wireDecimalOrNull,
  totalCashAmount: wireDecimalOrNull,
  filledCashAmount: wireDecimalOrNull,
  refundCashAmount: wireDecimalOrNull,
  gst: wireDecimalOrNull,
  realizedPnl: wireDecimalOrNull,
  latestPrice: wireDecimalOrNull,
  expireTime: wireTimeMsOrNull,
  tradingSessionType: wireTextOrNull,
  /** True if the order opens a position, not if it is still open. */
  isOpen: wireBooleanOrNull,
  /** Forced by the broker. */
  liquidation: wireBooleanOrNull,
  source: wireTextOrNull,
  attrDesc: wireTextOrNull,
  algoStrategy: wireTextOrNull,
  algoParameters: listOf(z.looseObject({ tag: wireTextOrNull, value: z.unknown() })),
  comboType: wireTextOrNull,
  legs: listOf(orderLeg),
  charges: listOf(orderCharge),
});
export type OrderRow = z.output<typeof orderRowSchema>;

/** An exchange of currency, as an order of kind CASH: only its id is a must. */
export const exchangeRowSchema = orderRowSchema.extend({
  symbol: wireTextOrNull,
  action: wireTextOrNull,
  orderType: wireTextOrNull,
});
export type ExchangeRow = z.output<typeof exchangeRowSchema>;

/** A page of orders; an empty or absent token ends the list. */
export const orderPageSchema = pageOfOrders(orderRowSchema);
export const exchangePageSchema = pageOfOrders(exchangeRowSchema);

/** One order: data is the object itself; a list with one element is taken too. */
export const singleOrderSchema = singleOf(orderRowSchema);
export const singleExchangeSchema = singleOf(exchangeRowSchema);

function pageOfOrders<Row extends z.ZodType>(row: Row) {
  return z.preprocess(
    (data) => (Array.isArray(data) ? { items: data } : (data ?? {})),
    z.looseObject({
      nextPageToken: wireTextOrNull,
      items: z.preprocess((items) => items ?? [], z.array(row)),
    }),
  );
}

function singleOf<Row extends z.ZodType>(row: Row) {
  return z.preprocess((data) => {
    const items = Array.isArray(data) ? data : (data as { items?: unknown } | null)?.items;
    if (items === undefined) return isEmptyObject(data) ? null : data;
    return Array.isArray(items) ? (items[0] ?? null) : null;
  }, row.nullable());
}

function isEmptyObject(data: unknown): boolean {
  return data === null || (typeof data === 'object' && Object.keys(data).length === 0);
}
