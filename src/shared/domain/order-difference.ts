import type { OrderDraft } from './order.ts';
import { type Algo, type AttachedLegs, isSameTrail, trailText } from './order-form.ts';

export interface FieldDifference {
  readonly field: keyof OrderDraft;
  readonly before: string;
  readonly after: string;
}

const NONE = 'none';

/** Every field that differs, as text. Empty: the same order. */
export function orderDifference(before: OrderDraft, after: OrderDraft): FieldDifference[] {
  const fields = Object.keys(after) as (keyof OrderDraft)[];
  return fields.flatMap((field) => {
    const texts = { before: fieldText(before, field), after: fieldText(after, field) };
    const isSame = field === 'trail' ? isSameTrail(before.trail, after.trail) : texts.before === texts.after;
    return isSame ? [] : [{ field, ...texts }];
  });
}

function fieldText(order: OrderDraft, field: keyof OrderDraft): string {
  switch (field) {
    case 'trail':
      return order.trail === null ? NONE : trailText(order.trail);
    case 'expiresAtMs':
      return order.expiresAtMs === null ? NONE : new Date(order.expiresAtMs).toISOString();
    case 'attached':
      return order.attached === null ? NONE : attachedText(order.attached);
    case 'algo':
      return order.algo === null ? NONE : algoText(order.algo);
    default:
      return order[field] ?? NONE;
  }
}

/** `take profit 200, stop loss 180 limit 179.5, GTC` */
export function attachedText(legs: AttachedLegs): string {
  const { takeProfitPrice, stopLossPrice, stopLossLimitPrice, timeInForce } = legs;
  const parts = [
    takeProfitPrice === null ? null : `take profit ${takeProfitPrice}`,
    stopLossPrice === null ? null : `stop loss ${stopLossPrice}`,
  ].filter((part) => part !== null);
  const limit = stopLossLimitPrice === null ? '' : ` limit ${stopLossLimitPrice}`;
  return `${parts.join(', ')}${limit}, ${timeInForce}`;
}

function algoText({ startMs, endMs, participationRate }: Algo): string {
  const from = startMs === null ? 'now' : new Date(startMs).toISOString();
  const to = endMs === null ? 'the close' : new Date(endMs).toISOString();
  return `${from} to ${to}${participationRate === null ? '' : `, at most ${participationRate} of the volume`}`;
}
