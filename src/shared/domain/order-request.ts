import type * as z from 'zod';
import { type OrderDraft, orderDraftSchema } from './order.ts';

/** What is asked for: a draft without what only the broker's contract says of the instrument. */
export const orderRequestSchema = orderDraftSchema.omit({
  market: true,
  currency: true,
  securityType: true,
  multiplier: true,
});
export type OrderRequest = z.output<typeof orderRequestSchema>;
/** The fields that have defaults may be left out. */
export type OrderRequestInput = z.input<typeof orderRequestSchema>;

/** All that was asked for, so that it can be asked again on new facts: legs, end and form too. */
export function requestOf(order: OrderDraft): OrderRequest {
  const {
    market: _market,
    currency: _currency,
    securityType: _type,
    multiplier: _multiplier,
    ...request
  } = order;
  return request;
}
