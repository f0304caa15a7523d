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

/** A page of orders; an empty or absent token ends the list. */
export const orderPageSchema = z.preprocess(
  (data) => (Array.isArray(data) ? { items: data } : (data ?? {})),
  z.looseObject({
    nextPageToken: wireTextOrNull,
    items: z.preprocess((items) => items ?? [], z.array(orderRowSchema)),
  }),
);
