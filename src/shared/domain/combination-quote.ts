import { type OrderLeg, sideOfLeg } from './combination.ts';
import { add, type Decimal, decimal, divide, multiply, negate, sum } from './decimal.ts';
import type { Quote } from './market-data.ts';
import { bookPrice, knownPrice } from './price-drift.ts';
import type { Provenance } from './provenance.ts';

const TWO = decimal(2);
const MID_PLACES = 6;

/**
 * The natural prices of a combination: what buying it now costs at the asks of its bought legs and the bids of its sold
 * ones, and what selling it brings. As old as its oldest leg, and delayed if one leg is. A leg without bid or ask leaves
 * the side null that needs it. A net price can be below zero.
 */
export function combinationQuote(symbol: string, legs: readonly OrderLeg[], quotes: readonly Quote[]): Quote {
  const net = (side: 'BUY' | 'SELL') =>
    netOf(legs, quotes, (leg, quote) => bookPrice(sideOfLeg(side, leg), quote));
  const [first, ...others] = quotes.map(({ tradingStatus }) => tradingStatus);
  const isAlike = others.every((status) => status === first);
  return {
    symbol,
    bidPrice: net('SELL'),
    bidSize: null,
    askPrice: net('BUY'),
    askSize: null,
    // Legs that traded at different times have no last price together.
    lastPrice: null,
    openPrice: null,
    highPrice: null,
    lowPrice: null,
    previousClose: netOf(legs, quotes, (_, quote) => knownPrice(quote.previousClose)),
    change: null,
    changeRate: null,
    volume: null,
    tradingStatus: isAlike ? (first ?? 'unknown') : 'unknown',
    provenance: oldest(quotes),
  };
}

/** The mids of all legs added up, whatever their sides; null: a leg has no bid or no ask. */
export function sumOfMids(legs: readonly OrderLeg[], quotes: readonly Quote[]): Decimal | null {
  const bought = legs.map((leg) => ({ ...leg, side: 'BUY' as const }));
  return netOf(bought, quotes, (_, quote) => {
    const bid = bookPrice('SELL', quote);
    const ask = bookPrice('BUY', quote);
    return bid === null || ask === null ? null : divide(add(bid, ask), TWO, MID_PLACES);
  });
}

function netOf(
  legs: readonly OrderLeg[],
  quotes: readonly Quote[],
  priceOf: (leg: OrderLeg, quote: Quote) => Decimal | null,
): Decimal | null {
  const parts = legs.map((leg, index) => {
    const quote = quotes[index];
    const price = quote === undefined ? null : priceOf(leg, quote);
    if (price === null) return null;
    const whole = multiply(price, decimal(leg.ratio));
    return leg.side === 'BUY' ? whole : negate(whole);
  });
  const known = parts.filter((part) => part !== null);
  return known.length === legs.length ? sum(known) : null;
}

function oldest(quotes: readonly Quote[]): Provenance {
  const [first, ...others] = quotes.map(({ provenance }) => provenance);
  if (first === undefined) throw new RangeError('a combination without legs has no quote');
  const all = [first, ...others];
  const asOf = all.map(({ asOfMs }) => asOfMs).filter((atMs) => atMs !== null);
  return {
    ...first,
    receivedAtMs: Math.min(...all.map(({ receivedAtMs }) => receivedAtMs)),
    asOfMs: asOf.length < all.length ? null : Math.min(...asOf),
    isDelayed: all.some(({ isDelayed }) => isDelayed === true)
      ? true
      : all.some(({ isDelayed }) => isDelayed === null)
        ? null
        : false,
  };
}
