import * as z from 'zod';
import { AppError, invalidInput } from '../../shared/app-error.ts';
import { isPositive } from '../../shared/domain/decimal.ts';
import { type Contract, marketOfSymbol } from '../../shared/domain/instrument.ts';
import { normaliseInstrument } from '../../shared/domain/option-identifier.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import { type OrderRequest, orderRequestSchema } from '../../shared/domain/order-request.ts';
import { orderIssues } from '../../shared/domain/order-rules.ts';
import { RATIONALE_LENGTH_MAX, REQUEST_ID_LENGTH_MAX } from '../../shared/domain/proposal.ts';

const requestSchema = orderRequestSchema.superRefine((order, context) => {
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
  const legs = order.legs?.map((leg) => ({ ...leg, symbol: normaliseInstrument(leg.symbol) })) ?? null;
  const parsed = requestSchema.safeParse({ ...order, legs, symbol: normaliseInstrument(order.symbol) });
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

/**
 * The whole order, with the contract's facts and under its symbol.
 * @throws AppError broker_protocol, when the broker names no currency, or does not say what an option stands for
 */
export function draftOf(request: OrderRequest, contract: Contract): OrderDraft {
  const { symbol, currency, securityType, multiplier } = contract;
  if (currency === null) throw unsaid('names no currency for', symbol);
  const isOption = securityType === 'OPT' || securityType === 'MLEG';
  if (isOption && (multiplier === null || !isPositive(multiplier)))
    throw unsaid('does not say how many shares one contract stands for of', symbol);
  return {
    ...request,
    symbol,
    market: contract.market ?? marketOfSymbol(symbol),
    currency,
    securityType,
    multiplier: isOption ? multiplier : null,
  };
}

function unsaid(what: string, symbol: string): AppError {
  return new AppError('broker_protocol', `The broker ${what} ${symbol}.`, {
    nextStep: 'Choose another instrument, or try again later.',
  });
}
