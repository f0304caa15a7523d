import { wrongSideLegs } from '../../shared/domain/attached-legs.ts';
import { compare, type Decimal } from '../../shared/domain/decimal.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import { isSameTrail } from '../../shared/domain/order-form.ts';

/** What a change of an open order must leave alone to count as a reduction, whatever it does to size and limit. */
const FIXED = [
  'symbol',
  'market',
  'securityType',
  'currency',
  'side',
  'orderType',
  'timeInForce',
  'session',
  'stopPrice',
] as const satisfies readonly (keyof OrderDraft)[];

/**
 * Control 35: true if the changed order can do nothing that the open one could not do already: fewer shares, or a
 * limit that pays less or asks more, or an earlier end. Like a cancel, it needs no approval. Everything else does, a stop
 * or a trail that moves in either direction too, because what it leads to depends on the market.
 */
export function onlyReducesRisk(before: OrderDraft, after: OrderDraft): boolean {
  if (FIXED.some((field) => before[field] !== after[field])) return false;
  if (!isSameTrail(before.trail, after.trail) || !isEndNoLater(before, after)) return false;
  // Its legs stay where they are: a limit that passes one of them is for the controls.
  if (wrongSideLegs(after).length > 0) return false;
  return compare(after.quantity, before.quantity) <= 0 && isLimitNoWorse(before, after);
}

function isEndNoLater({ expiresAtMs: from }: OrderDraft, { expiresAtMs: to }: OrderDraft): boolean {
  return from === null || to === null ? from === to : to <= from;
}

function isLimitNoWorse(before: OrderDraft, after: OrderDraft): boolean {
  const from: Decimal | null = before.limitPrice;
  const to: Decimal | null = after.limitPrice;
  if (from === null || to === null) return from === to;
  return after.side === 'BUY' ? compare(to, from) <= 0 : compare(to, from) >= 0;
}
