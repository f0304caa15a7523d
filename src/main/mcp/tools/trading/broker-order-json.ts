import * as z from 'zod';
import { marketSchema, securityTypeSchema } from '../../../../shared/domain/instrument.ts';
import { instrumentWords } from '../../../../shared/domain/instrument-words.ts';
import { type BrokerOrder, brokerOrderStatusSchema } from '../../../../shared/domain/order.ts';
import { figure, isoTime } from '../../account-fields.ts';
import { untrustedText } from '../../untrusted-text.ts';
import { legsJson, legsOutput } from './legs-json.ts';
import { timedFormJson } from './order-form-input.ts';

/** An order as the broker has it. */
export const brokerOrderFields = {
  order_id: z.string().describe('Text of digits; pass it as order_id.'),
  proposal_id: z
    .string()
    .nullable()
    .describe('The proposal it came from, if this app made it and the broker kept the mark.'),
  symbol: z.string(),
  name: untrustedText,
  market: marketSchema.nullable(),
  security_type: securityTypeSchema,
  currency: z.string().nullable().describe('Currency of prices and commission.'),
  side: z.enum(['BUY', 'SELL']),
  order_type: z.string(),
  quantity: figure.describe('null: an order by amount that is not filled yet.'),
  filled_quantity: figure,
  price: figure.describe('Limit price.'),
  stop_price: figure.describe('Trigger price; of a trailing stop, where it stands now.'),
  trail_amount: figure,
  trail_percent: figure,
  average_fill_price: figure.describe('As the broker reports it, commission included.'),
  commission: figure,
  time_in_force: z.string().nullable(),
  expires_at: z.string().nullable(),
  parent_order_id: z
    .string()
    .nullable()
    .describe('The order that this one was attached to: it takes its profit or stops its loss.'),
  status: brokerOrderStatusSchema,
  remark: untrustedText.describe("The broker's own words."),
  can_cancel: z.boolean().nullable(),
  opened_at: z.string().nullable(),
  updated_at: z.string().nullable(),
  legs: legsOutput,
};

export function brokerOrderJson(order: BrokerOrder) {
  return {
    order_id: order.brokerOrderId,
    proposal_id: order.userMark?.startsWith('prp_') ? order.userMark : null,
    symbol: order.symbol,
    name: order.legs === null ? order.name : instrumentWords(order),
    market: order.market,
    security_type: order.securityType,
    currency: order.currency,
    side: order.side,
    order_type: order.orderType,
    quantity: order.quantity,
    filled_quantity: order.filledQuantity,
    price: order.limitPrice,
    stop_price: order.stopPrice,
    ...timedFormJson(order),
    average_fill_price: order.averageFillPrice,
    commission: order.commission,
    time_in_force: order.timeInForce,
    parent_order_id: order.parentOrderId,
    status: order.status,
    remark: order.remark,
    can_cancel: order.canCancel,
    opened_at: isoTime(order.openedAtMs),
    updated_at: isoTime(order.updatedAtMs),
    legs: legsJson(order.legs),
  };
}
