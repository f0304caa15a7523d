import { type EditInput, editInputSchema } from '../../shared/domain/approval-card.ts';
import { needsLimitPrice, needsStopPrice, type OrderDraft } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';

export interface EditTexts {
  readonly quantity: string;
  readonly orderType: OrderDraft['orderType'];
  readonly limitPrice: string;
  readonly stopPrice: string;
  readonly timeInForce: OrderDraft['timeInForce'];
}

export type EditTextName = 'quantity' | 'limitPrice' | 'stopPrice';

export type EditResult =
  | { readonly ok: true; readonly input: EditInput; readonly isUnchanged: boolean }
  | { readonly ok: false; readonly invalid: ReadonlySet<string> };

export function editTextsOf(order: OrderDraft): EditTexts {
  return {
    quantity: order.quantity,
    orderType: order.orderType,
    limitPrice: order.limitPrice ?? '',
    stopPrice: order.stopPrice ?? '',
    timeInForce: order.timeInForce,
  };
}

/** Prices that the chosen type does not have are left out, whatever still stands in their inputs. */
export function toEditInput(card: OrderCard, texts: EditTexts): EditResult {
  const parsed = editInputSchema.safeParse({
    proposalId: card.proposalId,
    seal: card.seal,
    orderType: texts.orderType,
    quantity: plain(texts.quantity),
    limitPrice: needsLimitPrice(texts.orderType) ? plain(texts.limitPrice) : null,
    stopPrice: needsStopPrice(texts.orderType) ? plain(texts.stopPrice) : null,
    timeInForce: texts.timeInForce,
  });
  if (!parsed.success) {
    return { ok: false, invalid: new Set(parsed.error.issues.map((issue) => String(issue.path[0]))) };
  }
  const { order } = card;
  const { quantity, orderType, limitPrice, stopPrice, timeInForce } = parsed.data;
  const isUnchanged =
    quantity === order.quantity &&
    orderType === order.orderType &&
    limitPrice === order.limitPrice &&
    stopPrice === order.stopPrice &&
    timeInForce === order.timeInForce;
  return { ok: true, input: parsed.data, isUnchanged };
}

function plain(text: string): string {
  return text.trim().replace(/,(?=\d{3}(\D|$))/g, '');
}
