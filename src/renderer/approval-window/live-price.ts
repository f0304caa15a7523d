import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { combinationQuote } from '../../shared/domain/combination-quote.ts';
import { compare } from '../../shared/domain/decimal.ts';
import type { Quote } from '../../shared/domain/market-data.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { changeRate, driftLimit, referencePrice } from '../../shared/domain/price-drift.ts';
import { DEFAULT_RISK_SETTINGS } from '../../shared/domain/risk-settings.ts';

type Quoted = Pick<OrderDraft, 'symbol' | 'legs'>;

/** A combination is quoted by its legs. */
export function quotedSymbols({ symbol, legs }: Quoted): string[] {
  return legs === null ? [symbol] : legs.map((leg) => leg.symbol);
}

/** undefined: it, or one of its legs, has none. */
export function liveQuoteOf(order: Quoted, quotes: ReadonlyMap<string, Quote>): Quote | undefined {
  if (order.legs === null) return quotes.get(order.symbol);
  const found = order.legs.flatMap((leg) => quotes.get(leg.symbol) ?? []);
  return found.length === order.legs.length ? combinationQuote(order.symbol, order.legs, found) : undefined;
}

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
