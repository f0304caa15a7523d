import { type EditInput, editInputSchema } from '../../shared/domain/approval-card.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { orderDifference } from '../../shared/domain/order-difference.ts';
import type { Trail } from '../../shared/domain/order-form.ts';
import {
  isAlgo,
  needsLimitPrice,
  needsStopPrice,
  needsTrail,
  type OrderIssue,
  orderIssues,
} from '../../shared/domain/order-rules.ts';

export interface EditTexts {
  readonly quantity: string;
  readonly orderType: OrderDraft['orderType'];
  readonly limitPrice: string;
  readonly stopPrice: string;
  readonly trailBy: Trail['by'];
  readonly trail: string;
  readonly timeInForce: OrderDraft['timeInForce'];
  /** As the input of the browser writes it, on this computer's clock: `2026-12-01T16:00`. */
  readonly expiresAt: string;
  readonly takeProfitPrice: string;
  readonly stopLossPrice: string;
  readonly stopLossLimitPrice: string;
}

export type EditTextName =
  | 'quantity'
  | 'limitPrice'
  | 'stopPrice'
  | 'trail'
  | 'takeProfitPrice'
  | 'stopLossPrice'
  | 'stopLossLimitPrice';

export type EditResult =
  | { readonly ok: true; readonly input: EditInput; readonly isUnchanged: boolean }
  /** `issue`: every field is of its form, and they do not go together. */
  | { readonly ok: false; readonly invalid: ReadonlySet<string>; readonly issue: OrderIssue | null };

export function editTextsOf(order: OrderDraft): EditTexts {
  const { attached, trail } = order;
  return {
    quantity: order.quantity,
    orderType: order.orderType,
    limitPrice: order.limitPrice ?? '',
    stopPrice: order.stopPrice ?? '',
    trailBy: trail?.by ?? 'percent',
    trail: trail?.value ?? '',
    timeInForce: order.timeInForce,
    expiresAt: order.expiresAtMs === null ? '' : localText(order.expiresAtMs),
    takeProfitPrice: attached?.takeProfitPrice ?? '',
    stopLossPrice: attached?.stopLossPrice ?? '',
    stopLossLimitPrice: attached?.stopLossLimitPrice ?? '',
  };
}

/** What the chosen type does not have is left out, whatever still stands in its inputs. */
export function toEditInput(card: OrderCard, texts: EditTexts): EditResult {
  const { order } = card;
  const { orderType } = texts;
  const isLimited = needsLimitPrice(orderType) || (isAlgo(orderType) && texts.limitPrice.trim() !== '');
  const parsed = editInputSchema.safeParse({
    proposalId: card.proposalId,
    seal: card.seal,
    orderType,
    quantity: plain(texts.quantity),
    limitPrice: isLimited ? plain(texts.limitPrice) : null,
    stopPrice: needsStopPrice(orderType) ? plain(texts.stopPrice) : null,
    trail: needsTrail(orderType) ? { by: texts.trailBy, value: plain(texts.trail) } : null,
    timeInForce: texts.timeInForce,
    expiresAtMs: texts.timeInForce === 'GTD' ? instantOf(texts.expiresAt, order) : null,
    attached: order.attached === null ? null : { ...order.attached, ...legPricesOf(texts) },
    algo: isAlgo(orderType) ? (order.algo ?? { startMs: null, endMs: null, participationRate: null }) : null,
  });
  if (!parsed.success) {
    // A part of a form is named by its own inner field, but for the trail, whose value alone is typed.
    const names = parsed.error.issues.map(({ path: [field, inner] }) =>
      field === 'attached' ? inner : field,
    );
    return { ok: false, invalid: new Set(names.map(String)), issue: null };
  }
  const { proposalId: _proposalId, seal: _seal, ...changed } = parsed.data;
  const after = { ...order, ...changed };
  const [issue] = orderIssues(after);
  if (issue !== undefined) return { ok: false, invalid: new Set(), issue };
  return { ok: true, input: parsed.data, isUnchanged: orderDifference(order, after).length === 0 };
}

function legPricesOf(texts: EditTexts) {
  const priceOf = (text: string) => (text.trim() === '' ? null : plain(text));
  return {
    takeProfitPrice: priceOf(texts.takeProfitPrice),
    stopLossPrice: priceOf(texts.stopLossPrice),
    stopLossLimitPrice: priceOf(texts.stopLossLimitPrice),
  };
}

/** The input has no seconds, so what was not touched keeps its own. */
function instantOf(text: string, { expiresAtMs }: OrderDraft): number {
  return expiresAtMs !== null && text === localText(expiresAtMs) ? expiresAtMs : new Date(text).getTime();
}

function localText(atMs: number): string {
  const date = new Date(atMs);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function plain(text: string): string {
  return text.trim().replace(/,(?=\d{3}(\D|$))/g, '');
}
