import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { compare } from '../../shared/domain/decimal.ts';
import type { Quote } from '../../shared/domain/market-data.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { changeRate, driftLimit, referencePrice } from '../../shared/domain/price-drift.ts';
import { DEFAULT_RISK_SETTINGS } from '../../shared/domain/risk-settings.ts';

/** Newer than the card's own quote and as real-time as that; null: there is nothing newer to show. */
export function newerQuote(card: OrderCard, live: Quote | undefined): Quote | null {
  if (live === undefined || live.provenance.isDelayed !== false) return null;
  return live.provenance.receivedAtMs > card.quote.provenance.receivedAtMs ? live : null;
}

/**
 * Whether the price that the order meets has moved so far from the sealed one that sending would be refused (control
 * 6). By its default limits: main judges by the account's own, at the moment of sending.
 */
export function hasMoved(card: OrderCard, now: Quote): boolean {
  const { side } = card.order;
  const sealed = referencePrice(side, card.quote);
  const current = referencePrice(side, now);
  if (sealed === null || current === null) return sealed !== current;
  const limit = driftLimit(card.contract.tickSizes, sealed, DEFAULT_RISK_SETTINGS);
  return compare(changeRate(sealed, current), limit) > 0;
}

/** The orders that a card is about. */
export function ordersOf(card: ApprovalCard | null): readonly OrderCard[] {
  if (card === null) return [];
  if (card.kind === 'money') return [];
  return card.kind === 'order' ? [card] : card.legs;
}
