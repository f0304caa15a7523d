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
