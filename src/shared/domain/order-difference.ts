import { algoText } from './algo-text.ts';
import { attachedText } from './attached-legs.ts';
import { legsText } from './combination.ts';
import type { OrderDraft } from './order.ts';
import { isSameTrail, trailText } from './order-form.ts';

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
      return order.algo === null ? NONE : algoText(order.algo, order.market);
    case 'legs':
      return order.legs === null ? NONE : legsText(order.side, order.legs);
    default:
      return order[field] ?? NONE;
  }
}
