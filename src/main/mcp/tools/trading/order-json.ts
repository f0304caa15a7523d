import * as z from 'zod';
import {
  type ControlResult,
  controlIdSchema,
  controlLevelSchema,
} from '../../../../shared/domain/control.ts';
import type { OrderDraft } from '../../../../shared/domain/order.ts';
import { legsJson } from './legs-json.ts';
import { orderFormJson } from './order-form-input.ts';

export function orderDraftJson(order: OrderDraft) {
  return {
    symbol: order.symbol,
    market: order.market,
    security_type: order.securityType,
    currency: order.currency,
    side: order.side,
    order_type: order.orderType,
    quantity: order.quantity,
    price: order.limitPrice,
    stop_price: order.stopPrice,
    time_in_force: order.timeInForce,
    session: order.session,
    legs: legsJson(order.legs),
    ...orderFormJson(order),
  };
}

export const controlsOutput = z
  .array(
    z.strictObject({
      control: controlIdSchema,
      level: controlLevelSchema,
      value: z.string().nullable(),
      limit: z.string().nullable(),
      text: z.string(),
    }),
  )
  .describe('Checks that did not simply pass. block: the order is not shown to the user at all.');

/** Without those that passed: they say nothing that the assistant could act on. */
export function controlsJson(controls: readonly ControlResult[]) {
  return controls.filter(({ level }) => level !== 'pass').map((control) => ({ ...control }));
}
