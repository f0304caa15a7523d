import { findListing } from '../market/find-listing.ts';
import type { Listing } from '../market/listings.ts';
import type { OrderSide, OrderState } from './order-state.ts';

/** Wire contract 4, "Combo type". */
export const COMBO_TYPES = [
  'COVERED',
  'PROTECTIVE',
  'VERTICAL',
  'STRADDLE',
  'STRANGLE',
  'CALENDAR',
  'DIAGONAL',
  'SYNTHETIC',
  'CUSTOM',
] as const;
export type ComboType = (typeof COMBO_TYPES)[number];

export interface ComboLeg {
  /** The ledger's key: an option's identifier or a share's symbol. */
  readonly symbol: string;
  /** As in a bought combination; selling it turns every leg round. */
  readonly side: OrderSide;
  /** Contracts or shares in one combination. */
  readonly ratio: number;
}

/** An option combination (secType MLEG): its legs fill together or not at all. */
export interface Combo {
  readonly type: ComboType;
  readonly legs: readonly ComboLeg[];
  /** Units of the net price in one combination. */
  readonly multiplier: number;
}

/** What an order trades: itself, or the legs of its combination with their sides as they go to the market. */
export function legsOf({
  symbol,
  side,
  combo,
}: Pick<OrderState, 'symbol' | 'side' | 'combo'>): readonly ComboLeg[] {
  if (combo === undefined) return [{ symbol, side, ratio: 1 }];
  return combo.legs.map((leg) => ({ ...leg, side: side === 'BUY' ? leg.side : opposite(leg.side) }));
}

function opposite(side: OrderSide): OrderSide {
  return side === 'BUY' ? 'SELL' : 'BUY';
}

/** @throws RangeError for a leg that is no listing any more */
export function legListing(leg: ComboLeg): Listing {
  const listing = findListing(leg.symbol);
  if (listing === null) throw new RangeError(`unknown symbol ${leg.symbol}`);
  return listing;
}
