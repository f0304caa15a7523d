import * as z from 'zod';
import { AppError, invalidInput } from '../../shared/app-error.ts';
import { type Contract, marketOfSymbol, normaliseSymbol } from '../../shared/domain/instrument.ts';
import { type OrderDraft, orderDraftSchema } from '../../shared/domain/order.ts';
import { orderIssues } from '../../shared/domain/order-rules.ts';
import { RATIONALE_LENGTH_MAX, REQUEST_ID_LENGTH_MAX } from '../../shared/domain/proposal.ts';
import type { OrderRequest } from './trading.ts';

const requestSchema = orderDraftSchema
  .omit({ market: true, currency: true, securityType: true })
  .superRefine((order, context) => {
    for (const { field, message } of orderIssues(order)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

const textsSchema = z.object({
  rationale: z.string().trim().min(1, 'must say why').max(RATIONALE_LENGTH_MAX),
  requestId: z.string().min(1).max(REQUEST_ID_LENGTH_MAX).nullable(),
});

/** @throws AppError invalid_input */
export function parseOrderRequest(order: OrderRequest): OrderRequest {
  const parsed = requestSchema.safeParse({ ...order, symbol: normaliseSymbol(order.symbol) });
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error);
}

/** @throws AppError invalid_input */
export function parseTexts(texts: {
  rationale: string;
  requestId: string | null;
}): z.infer<typeof textsSchema> {
  const parsed = textsSchema.safeParse(texts);
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error);
}

/** The whole order, with the contract's facts. @throws AppError broker_protocol, when the broker names no currency */
export function draftOf(request: OrderRequest, contract: Contract): OrderDraft {
  if (contract.currency === null) {
    throw new AppError('broker_protocol', `The broker names no currency for ${request.symbol}.`, {
      nextStep: 'Choose another instrument, or try again later.',
    });
  }
  return {
    ...request,
    market: contract.market ?? marketOfSymbol(request.symbol),
    currency: contract.currency,
    securityType: contract.securityType,
  };
}

export function requestOf(order: OrderDraft): OrderRequest {
  const { market: _market, currency: _currency, securityType: _type, ...request } = order;
  return request;
}
