import type { EditInput } from '../../shared/domain/approval-card.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { parseOrderRequest, requestOf } from './order-request.ts';
import type { OrderRequest } from './trading.ts';

/** @throws AppError invalid_input */
export function editedRequest(before: OrderDraft, edit: EditInput): OrderRequest {
  const { orderType, quantity, limitPrice, stopPrice, timeInForce } = edit;
  return parseOrderRequest({ ...requestOf(before), orderType, quantity, limitPrice, stopPrice, timeInForce });
}

/** Every field that differs, for the card of the edited order. */
export function differenceBetween(before: OrderDraft, after: OrderDraft): OrderCard['difference'] {
  const fields = Object.keys(after) as (keyof OrderDraft)[];
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field] ?? 'none', after: after[field] ?? 'none' }));
}
