import { sideOfLeg } from '../../shared/domain/combination.ts';
import { type Decimal, decimal, divide, isPositive, minimum } from '../../shared/domain/decimal.ts';
import type { Quote } from '../../shared/domain/market-data.ts';
import type { Side } from '../../shared/domain/order.ts';
import type { ControlFacts } from './control-facts.ts';

/** Enough to tell a part of one combination: a leg may be in it a hundred times. */
const PLACES = 4;

/** What is known of how much one leg of a combination trades, in contracts. */
export interface LegMarket {
  readonly averageVolume: Decimal | null;
  readonly openInterest: Decimal | null;
}

/**
 * What trades on an average day, in what the order counts in. Of a combination: as many as its scarcest leg would make, by
 * its volume or its open interest, whichever is smaller, since a contract that few hold is traded against few. null: not
 * known, or of one leg neither is.
 */
export function dailyMarket({
  order,
  averageDailyVolume,
  legMarkets,
}: Pick<ControlFacts, 'order' | 'averageDailyVolume' | 'legMarkets'>): Decimal | null {
  if (order.legs === null) return known(averageDailyVolume);
  return scarcest(order.legs, (_, index) => {
    const { averageVolume = null, openInterest = null } = legMarkets?.[index] ?? {};
    const [first, ...others] = [averageVolume, openInterest].map(known).filter((size) => size !== null);
    return first === undefined ? null : others.reduce(minimum, first);
  });
}

/** What the other side of the book shows, of a combination that of its scarcest leg; null: empty or not stated. */
export function displayedSize({
  order,
  quote,
  legQuotes,
}: Pick<ControlFacts, 'order' | 'quote' | 'legQuotes'>): Decimal | null {
  if (order.legs === null) return sizeFor(order.side, quote);
  return scarcest(order.legs, (leg, index) =>
    sizeFor(sideOfLeg(order.side, leg), legQuotes?.[index] ?? null),
  );
}

function sizeFor(side: Side, quote: Quote | null): Decimal | null {
  return known((side === 'BUY' ? quote?.askSize : quote?.bidSize) ?? null);
}

/** Brokers write zero where they know nothing. */
function known(size: Decimal | null): Decimal | null {
  return size !== null && isPositive(size) ? size : null;
}

type Legs = NonNullable<ControlFacts['order']['legs']>;

/** How many combinations the leg with the least for its ratio makes. null: of one leg nothing is known. */
function scarcest(legs: Legs, sizeOf: (leg: Legs[number], index: number) => Decimal | null): Decimal | null {
  const sizes = legs.map((leg, index) => {
    const size = sizeOf(leg, index);
    return size === null ? null : divide(size, decimal(leg.ratio), PLACES, 'down');
  });
  const [first, ...others] = sizes.filter((size) => size !== null);
  return first === undefined || others.length + 1 < legs.length ? null : others.reduce(minimum, first);
}
