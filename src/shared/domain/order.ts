import * as z from 'zod';
import { brokerLegSchema, orderLegsSchema } from './combination.ts';
import { add, type Decimal, decimalSchema, positiveDecimalSchema, ZERO } from './decimal.ts';
import { currencySchema, marketSchema, securityTypeSchema, symbolSchema } from './instrument.ts';
import { orderFormFields, trailSchema } from './order-form.ts';
import { provenanceSchema } from './provenance.ts';

export const sideSchema = z.enum(['BUY', 'SELL']);
export type Side = z.infer<typeof sideSchema>;

export const orderTypeSchema = z.enum(['MKT', 'LMT', 'STP', 'STP_LMT', 'TRAIL', 'TWAP', 'VWAP']);
export type OrderType = z.infer<typeof orderTypeSchema>;

export const timeInForceSchema = z.enum(['DAY', 'GTC', 'GTD']);
/** `extended`: before and after regular hours too. `overnight`: in the night session alone. */
export const sessionSchema = z.enum(['regular', 'extended', 'overnight']);

/** The whole of what will be sent, and nothing else: this object is what gets sealed. */
export const orderDraftSchema = z.strictObject({
  symbol: symbolSchema,
  market: marketSchema,
  securityType: securityTypeSchema,
  currency: currencySchema,
  side: sideSchema,
  orderType: orderTypeSchema,
  /** In shares or contracts. */
  quantity: positiveDecimalSchema,
  /** Present for LMT and STP_LMT; TWAP and VWAP may have one. */
  limitPrice: positiveDecimalSchema.nullable(),
  /** Trigger price; present for STP and STP_LMT alone. */
  stopPrice: positiveDecimalSchema.nullable(),
  timeInForce: timeInForceSchema,
  session: sessionSchema,
  /** Shares behind one contract, as the broker says; null: not an option. Orders of earlier versions have none. */
  multiplier: positiveDecimalSchema.nullable().default(null),
  /** Of a combination of options: then `limitPrice` is net, for one share of each leg's ratio. null: a plain order. */
  legs: orderLegsSchema.nullable().default(null),
  ...orderFormFields,
});
export type OrderDraft = z.infer<typeof orderDraftSchema>;

/** The broker's global order id: a 64-bit integer above 2^53, so always text of digits. */
export const brokerOrderIdSchema = z.string().regex(/^\d{1,20}$/, 'must be the digits of an order id');
/** The account-level number that is obtained and stored before sending; it makes a repeat recognisable. */
export const orderNumberSchema = z.string().regex(/^\d{1,19}$/);

/** Tiger's order statuses (wire contract section 4.1) in the field's words; an unknown text is `unknown`, never guessed. */
export const brokerOrderStatusSchema = z.enum([
  'initial',
  'pending_submit',
  'working',
  'partially_filled',
  'filled',
  'pending_cancel',
  'cancelled',
  'rejected',
  'expired',
  'unknown',
]);
export type BrokerOrderStatus = z.infer<typeof brokerOrderStatusSchema>;

export const brokerOrderSchema = z.strictObject({
  brokerOrderId: brokerOrderIdSchema,
  orderNumber: orderNumberSchema.nullable(),
  userMark: z.string().nullable(),
  symbol: symbolSchema,
  name: z.string().nullable(),
  market: marketSchema.nullable(),
  securityType: securityTypeSchema,
  currency: currencySchema.nullable(),
  side: sideSchema,
  /** The broker's text: orders made elsewhere can be of types that this app does not place. */
  orderType: z.string(),
  /** null: an order by amount, made elsewhere and not filled yet. */
  quantity: decimalSchema.nullable(),
  filledQuantity: decimalSchema.nullable(),
  limitPrice: decimalSchema.nullable(),
  /** Trigger price; of a trailing stop, where it stands now. */
  stopPrice: decimalSchema.nullable(),
  trail: trailSchema.nullable(),
  averageFillPrice: decimalSchema.nullable(),
  commission: decimalSchema.nullable(),
  timeInForce: z.string().nullable(),
  /** Of a GTD order. */
  expiresAtMs: z.int().nullable(),
  /** The order that this one was attached to as a leg. */
  parentOrderId: brokerOrderIdSchema.nullable(),
  status: brokerOrderStatusSchema,
  /** The broker's own words, a reason of refusal among them. */
  remark: z.string().nullable(),
  canCancel: z.boolean().nullable(),
  openedAtMs: z.number().int().nullable(),
  updatedAtMs: z.number().int().nullable(),
  /** Shares behind one contract of an option; null: not an option, or not said. */
  multiplier: positiveDecimalSchema.nullable().default(null),
  /** Of a combination, as it is bought: of a sold one each leg does the opposite. null: none, or not all are known. */
  legs: z.array(brokerLegSchema).nullable().default(null),
});
export type BrokerOrder = z.infer<typeof brokerOrderSchema>;

export const brokerOrderListSchema = z.strictObject({
  orders: z.array(brokerOrderSchema),
  /** True if the broker has more than was asked for. */
  isTruncated: z.boolean(),
  /** Asks for what comes after, with everything else as it was; null: there is no more, or no way to it. */
  nextCursor: z.string().nullable(),
  provenance: provenanceSchema,
});
export type BrokerOrderList = z.infer<typeof brokerOrderListSchema>;

const OPEN: ReadonlySet<BrokerOrderStatus> = new Set([
  'initial',
  'pending_submit',
  'working',
  'partially_filled',
  'pending_cancel',
]);

/** `unknown` counts as open: an order is over only when the broker says so. */
export function isOpen(status: BrokerOrderStatus): boolean {
  return OPEN.has(status) || status === 'unknown';
}

/** What the broker expects of an order before it is placed. Amounts in the named currencies. */
export const orderPreviewSchema = z.strictObject({
  /** false: the broker would refuse it, see `message`. null: it did not say. */
  isPass: z.boolean().nullable(),
  message: z.string().nullable(),
  commission: decimalSchema.nullable(),
  /** Goods and services tax on the commission, in its currency; previews of before do not have it. */
  gst: decimalSchema.nullable().default(null),
  commissionCurrency: currencySchema.nullable(),
  marginCurrency: currencySchema.nullable(),
  initialMarginBefore: decimalSchema.nullable(),
  initialMarginAfter: decimalSchema.nullable(),
  maintenanceMarginBefore: decimalSchema.nullable(),
  maintenanceMarginAfter: decimalSchema.nullable(),
  equityWithLoanBefore: decimalSchema.nullable(),
  equityWithLoanAfter: decimalSchema.nullable(),
  /** Equity with loan less initial margin, after the order; below zero the account cannot carry it. */
  availableAfter: decimalSchema.nullable(),
  excessLiquidityAfter: decimalSchema.nullable(),
  provenance: provenanceSchema,
});
export type OrderPreview = z.infer<typeof orderPreviewSchema>;

/** Commission and the tax on it, in `commissionCurrency`. null: the broker did not say what it charges. */
export function previewedFees({ commission, gst }: Pick<OrderPreview, 'commission' | 'gst'>): Decimal | null {
  return commission === null ? null : add(commission, gst ?? ZERO);
}
