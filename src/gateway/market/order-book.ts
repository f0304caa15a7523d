import type { MarketMoment, PricedInstrument } from './instrument.ts';
import { hashText, uniformAt } from './noise.ts';
import { PRICE_STEP_MS } from './price-model.ts';
import { moveByTicks, tickE4At } from './tick-rules.ts';

export interface BookLevel {
  readonly priceE4: number;
  /** Shares. */
  readonly size: number;
}

/** Best level first. `stepId` names the market's step: sizes are shown anew in each one. */
export interface OrderBook {
  readonly stepId: string;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
}

/** Levels that orders can take from; more are shown on request. */
const LEVELS = 5;
/** One basis point, as liquid shares show. */
const SPREAD_SHARE = 0.0001;
/** A best level of this part of a day's volume lets a few hundred shares through and makes tens of thousands wait. */
const SIZE_SHARE = 1 / 40_000;
/** Fewest lots on a level: an order of one lot always finds its other side. */
const SIZE_LOTS_MIN = 3;
/** US sizes are shown in hundreds although single shares can be traded. */
const US_ROUND_LOT = 100;
const SIZE_GROWTH_PER_LEVEL = 0.5;

/** The book at a moment: a function of seed and time like the price, with the last price on one of its two sides. */
export function orderBookAt(
  instrument: PricedInstrument,
  moment: MarketMoment,
  seed: number,
  levels = LEVELS,
): OrderBook {
  const { listing } = instrument;
  const lastE4 = instrument.priceE4(moment);
  const step = moment.shape.day.dayNumber * 20_000 + Math.floor(moment.elapsedMs / PRICE_STEP_MS);
  const channel = hashText(`book ${listing.symbol}`, seed);
  const tickE4 = tickE4At(listing.tickRule, lastE4) ?? 1;
  const spreadTicks = Math.max(1, Math.round((lastE4 * SPREAD_SHARE) / tickE4));
  const isLastAtBid = uniformAt(channel, step) < 0.5;
  const bidE4 = isLastAtBid ? lastE4 : moveByTicks(listing.tickRule, lastE4, -spreadTicks);
  const askE4 = isLastAtBid ? moveByTicks(listing.tickRule, lastE4, spreadTicks) : lastE4;
  const level = (side: number, bestE4: number) => (depth: number) => ({
    priceE4: moveByTicks(listing.tickRule, bestE4, side * depth),
    size: sizeAt(instrument, uniformAt(channel ^ (side + 2), step * LEVELS + depth), depth),
  });
  const depths = Array.from({ length: levels }, (_, depth) => depth);
  return {
    stepId: `${listing.symbol} ${step}`,
    bids: depths.map(level(-1, bidE4)),
    asks: depths.map(level(1, askE4)),
  };
}

function sizeAt({ listing }: PricedInstrument, chance: number, depth: number): number {
  const isUsShare = listing.market === 'US' && listing.secType === 'STK';
  const lot = isUsShare ? US_ROUND_LOT : listing.lotSize;
  const shares = listing.averageVolume * SIZE_SHARE * (0.5 + chance) * (1 + SIZE_GROWTH_PER_LEVEL * depth);
  return Math.max(SIZE_LOTS_MIN, Math.round(shares / lot)) * lot;
}
