import {
  add,
  type Decimal,
  decimal,
  divide,
  isNegative,
  isPositive,
  maximum,
  minimum,
  multiply,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import { findListing } from '../market/find-listing.ts';
import type { Listing, OptionTerms } from '../market/listings.ts';

/** Of the share's value, for a written call that nothing covers: what US rules ask before what is out of the money. */
const UNCOVERED_PART = decimal('0.2');

/** Options on one share, with what they are worth now. */
export interface OptionHolding {
  readonly listing: Listing;
  readonly quantity: Decimal;
  readonly marketValue: Decimal;
}

interface Held extends OptionHolding {
  readonly terms: OptionTerms;
}

/**
 * Margin for the options on one share, in their currency: their value less the worst that they can be worth at their
 * expiry. So a bought option is paid in full, a spread needs no more than it can lose, and a written put what it may
 * have to pay for the shares. A written call that held shares cover needs nothing beside the shares' own margin.
 */
export function optionMargin(
  options: readonly OptionHolding[],
  shares: Decimal,
  sharePrice: Decimal,
): Decimal {
  const held = options.flatMap((option) => {
    const terms = option.listing.option;
    return terms === null ? [] : [{ ...option, terms }];
  });
  const multiplier = decimal(held[0]?.listing.multiplier ?? 1);
  const group = withoutCoveredCalls(held, sharesInContracts(shares, multiplier));
  const value = sum(group.map((option) => option.marketValue));
  const worst = minimum(ZERO, worstOutcome(group));
  const uncovered = multiply(
    multiply(uncoveredIn(group, ZERO), multiplier),
    multiply(sharePrice, UNCOVERED_PART),
  );
  return maximum(ZERO, add(subtract(value, worst), uncovered));
}

/** Written calls of an account on a share that neither bought calls nor held shares cover. */
export function uncoveredCalls(
  positions: Readonly<Record<string, { readonly quantity: Decimal }>>,
  underlying: string,
): Decimal {
  const held = Object.entries(positions).flatMap(([symbol, { quantity }]) => {
    const listing = findListing(symbol);
    const terms = listing?.option ?? null;
    if (listing === null || terms === null || terms.underlying !== underlying) return [];
    return [{ listing, terms, quantity, marketValue: ZERO }];
  });
  const multiplier = decimal(held[0]?.listing.multiplier ?? 1);
  return uncoveredIn(held, sharesInContracts(positions[underlying]?.quantity ?? ZERO, multiplier));
}

function sharesInContracts(shares: Decimal, multiplier: Decimal): Decimal {
  return isPositive(shares) ? divide(shares, multiplier, 0, 'down') : ZERO;
}

function uncoveredIn(held: readonly Held[], byShares: Decimal): Decimal {
  const calls = counting(held).filter(({ terms }) => terms.right === 'CALL');
  const net = sum(calls.map(({ quantity }) => quantity));
  return maximum(ZERO, subtract(subtract(ZERO, net), byShares));
}

/** A bought option that ends before a written one of its kind does not protect from it. */
function counting(held: readonly Held[]): readonly Held[] {
  const written = held.filter(({ quantity }) => isNegative(quantity));
  const lastDay = (right: OptionTerms['right']) =>
    Math.max(0, ...written.filter(({ terms }) => terms.right === right).map(({ terms }) => terms.expiryDay));
  return held.filter(
    ({ quantity, terms }) => isNegative(quantity) || terms.expiryDay >= lastDay(terms.right),
  );
}

/** Shares cover the calls with the lowest strikes, which could cost most. */
function withoutCoveredCalls(held: readonly Held[], byShares: Decimal): readonly Held[] {
  let cover = minimum(byShares, uncoveredIn(held, ZERO));
  if (!isPositive(cover)) return held;
  const order = held.toSorted((left, right) => Number(left.terms.strike) - Number(right.terms.strike));
  return order.map((option) => {
    if (option.terms.right !== 'CALL' || !isNegative(option.quantity) || !isPositive(cover)) return option;
    const size = subtract(ZERO, option.quantity);
    const covered = minimum(cover, size);
    cover = subtract(cover, covered);
    const left = subtract(size, covered);
    // The value goes with the contracts; their count divides it exactly or to a fraction of a cent.
    const marketValue = divide(multiply(option.marketValue, left), size, 6);
    return { ...option, quantity: subtract(ZERO, left), marketValue };
  });
}

/** Least that the options together can be worth at expiry: it lies at zero or at a strike, unless calls are uncovered. */
function worstOutcome(group: readonly Held[]): Decimal {
  const held = counting(group);
  const prices = [ZERO, ...held.map(({ terms }) => decimal(terms.strike))];
  return prices.map((price) => outcomeAt(held, price)).reduce((worst, value) => minimum(worst, value), ZERO);
}

function outcomeAt(held: readonly Held[], sharePrice: Decimal): Decimal {
  return sum(
    held.map(({ terms, quantity, listing }) => {
      const strike = decimal(terms.strike);
      const inside = terms.right === 'CALL' ? subtract(sharePrice, strike) : subtract(strike, sharePrice);
      return multiply(multiply(quantity, decimal(listing.multiplier)), maximum(ZERO, inside));
    }),
  );
}
