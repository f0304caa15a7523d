import type { EditInput } from '../../shared/domain/approval-card.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import { type OrderRequest, requestOf } from '../../shared/domain/order-request.ts';
import { parseOrderRequest } from './order-request.ts';

/** @throws AppError invalid_input */
export function editedRequest(before: OrderDraft, edit: EditInput): OrderRequest {
  const { proposalId: _proposalId, seal: _seal, ...changed } = edit;
  return parseOrderRequest({ ...requestOf(before), ...changed });
}
