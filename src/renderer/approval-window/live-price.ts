import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { type LegMove, legDrift, legMove, netDriftLimit } from '../../shared/domain/combination-drift.ts';
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
 * Whether the price that the order meets, or one leg of it, has moved so far from the sealed one that sending would be
 * refused (control 6). By its default limits: main judges by the account's own, at the moment of sending.
 */
export function hasMoved(card: OrderCard, now: Quote, quotes: ReadonlyMap<string, Quote>): boolean {
  const { side } = card.order;
  const moves = legMoves(card, quotes);
  if (moves.some((move) => move === null || legDrift(move, DEFAULT_RISK_SETTINGS).isBeyond)) return true;
  const sealed = referencePrice(side, card.quote);
  const current = referencePrice(side, now);
  if (sealed === null || current === null) return sealed !== current;
  const limit =
    moves.length === 0
      ? driftLimit(card.contract.tickSizes, sealed, current, DEFAULT_RISK_SETTINGS)
      : netDriftLimit(
          sealed,
          moves.filter((move) => move !== null),
          DEFAULT_RISK_SETTINGS,
        );
  return compare(changeRate(sealed, current), limit) > 0;
}

/** The legs of the card are written as they act in this order. */
function legMoves({ combination }: OrderCard, quotes: ReadonlyMap<string, Quote>): (LegMove | null)[] {
  const legs = combination?.legs ?? [];
  return legs.map(({ quote, tickSizes, ...leg }) =>
    legMove('BUY', { leg, tickSizes, before: quote, now: quotes.get(leg.symbol) }),
  );
}

/** The orders that a card is about. */
export function ordersOf(card: ApprovalCard | null): readonly OrderCard[] {
  if (card === null) return [];
  if (card.kind === 'money') return [];
  return card.kind === 'order' ? [card] : card.legs;
}
