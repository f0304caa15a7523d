import { type KeyedLeg, keyedLegs, type OrderLeg } from './combination.ts';
import { compare, type Decimal, subtract } from './decimal.ts';
import { instrumentName } from './option-identifier.ts';

/**
 * What an order is about, in words that people read: `AAPL`, `AAPL 2026-12-18 150 CALL`, and of a combination what a trader
 * calls it, `AAPL 2026-12-18 190/195 call spread`. Strikes of two legs stand in the order bought, written, as buying the
 * combination does. Where only its name is known, that is all there is to say.
 */
export function instrumentWords({ symbol, legs }: Named): string {
  const keyed = legs === null ? null : keyedLegs(legs);
  const [first] = keyed ?? [];
  if (keyed === null || first === undefined) return instrumentName(symbol);
  return combinationShape(legs ?? []) ?? `${first.key.symbol} ${legByLeg(keyed)}`;
}

/** What a trader calls these legs; null: they have no name, or not when it is the other way round that is bought. */
export function combinationShape(legs: readonly OrderLeg[]): string | null {
  const keyed = keyedLegs(legs) ?? [];
  const [first] = keyed;
  const shape = first === undefined ? null : shapeOf(keyed);
  return shape === null ? null : `${first?.key.symbol} ${shape}`;
}

interface Named {
  readonly symbol: string;
  readonly legs: readonly OrderLeg[] | null;
}

function shapeOf(legs: readonly KeyedLeg[]): string | null {
  if (legs.length === 2) return pairShape(legs);
  const isOneDay = new Set(legs.map(({ key }) => key.expiry)).size === 1;
  if (!isOneDay) return null;
  return legs.length === 3 ? butterfly(legs) : fourLegs(legs);
}

/** Two legs, one of each: bought and written, or both bought. */
function pairShape(legs: readonly KeyedLeg[]): string | null {
  if (legs.some(({ leg }) => leg.ratio !== 1)) return null;
  const bought = legs.filter(({ leg }) => leg.side === 'BUY').map(({ key }) => key);
  const written = legs.filter(({ leg }) => leg.side === 'SELL').map(({ key }) => key);
  const [one, two] = [...bought, ...written];
  if (one === undefined || two === undefined) return null;
  const isSameDay = one.expiry === two.expiry;
  const isSameStrike = compare(one.strike, two.strike) === 0;
  const isSameRight = one.right === two.right;
  if (bought.length === 2 && isSameDay && !isSameRight) {
    const [put, call] = one.right === 'put' ? [one, two] : [two, one];
    if (isSameStrike) return `${one.expiry} ${one.strike} straddle`;
    // The other way round both are in the money, which is another thing.
    const isStrangle = compare(put.strike, call.strike) < 0;
    return isStrangle ? `${one.expiry} ${put.strike}/${call.strike} strangle` : null;
  }
  if (bought.length !== 1) return null;
  if (!isSameRight)
    return isSameDay && isSameStrike
      ? `${one.expiry} ${one.strike} synthetic ${one.right === 'call' ? 'long' : 'short'}`
      : null;
  if (isSameDay) return `${one.expiry} ${one.strike}/${two.strike} ${one.right} spread`;
  if (isSameStrike) return `${one.expiry}/${two.expiry} ${one.strike} ${one.right} calendar`;
  return `${one.expiry} ${one.strike}/${two.expiry} ${two.strike} ${one.right} diagonal`;
}

/** Wings bought, twice the body written, both wings as wide. */
function butterfly(legs: readonly KeyedLeg[]): string | null {
  const [low, body, high] = byStrike(legs);
  if (low === undefined || body === undefined || high === undefined || !isOneRight(legs)) return null;
  const isShape = does(low, 'BUY', 1) && does(body, 'SELL', 2) && does(high, 'BUY', 1);
  const isEven = compare(width(low, body), width(body, high)) === 0;
  if (!isShape || !isEven) return null;
  return `${low.key.expiry} ${strikes([low, body, high])} ${low.key.right} butterfly`;
}

/**
 * An iron condor is named as the one that is sold for what it brings: bought inside, written outside. A condor of one right
 * is bought outside.
 */
function fourLegs(legs: readonly KeyedLeg[]): string | null {
  const sorted = byStrike(legs);
  const [one, two, three, four] = sorted;
  if (one === undefined || two === undefined || three === undefined || four === undefined) return null;
  const { expiry } = one.key;
  const isOutside =
    does(one, 'BUY', 1) && does(two, 'SELL', 1) && does(three, 'SELL', 1) && does(four, 'BUY', 1);
  const isInside =
    does(one, 'SELL', 1) && does(two, 'BUY', 1) && does(three, 'BUY', 1) && does(four, 'SELL', 1);
  const areStrikesApart =
    compare(one.key.strike, two.key.strike) < 0 && compare(three.key.strike, four.key.strike) < 0;
  if (!areStrikesApart) return null;
  if (isOutside && isOneRight(legs)) {
    const isEven = compare(width(one, two), width(three, four)) === 0;
    return isEven ? `${expiry} ${strikes(sorted)} ${one.key.right} condor` : null;
  }
  const isIron =
    [one, two].every(({ key }) => key.right === 'put') &&
    [three, four].every(({ key }) => key.right === 'call');
  if (!isInside || !isIron) return null;
  const isFly = compare(two.key.strike, three.key.strike) === 0;
  return isFly
    ? `${expiry} ${strikes([one, two, four])} iron butterfly`
    : `${expiry} ${strikes(sorted)} iron condor`;
}

/** `2026-12-18 +1 190 CALL -2 195 CALL`: what buying one does, each with its day where they differ. */
function legByLeg(legs: readonly KeyedLeg[]): string {
  const days = new Set(legs.map(({ key }) => key.expiry));
  const [day = ''] = days;
  const parts = legs.map(({ leg, key }) => {
    const sign = leg.side === 'BUY' ? '+' : '-';
    const ownDay = days.size === 1 ? '' : `${key.expiry} `;
    return `${sign}${leg.ratio} ${ownDay}${key.strike} ${key.right.toUpperCase()}`;
  });
  return [...(days.size === 1 ? [day] : []), ...parts].join(' ');
}

/** A put before a call of the same strike. */
function byStrike(legs: readonly KeyedLeg[]): KeyedLeg[] {
  return [...legs].sort(
    (left, right) => compare(left.key.strike, right.key.strike) || (left.key.right === 'put' ? -1 : 1),
  );
}

function does({ leg }: KeyedLeg, side: OrderLeg['side'], ratio: number): boolean {
  return leg.side === side && leg.ratio === ratio;
}

function isOneRight(legs: readonly KeyedLeg[]): boolean {
  return new Set(legs.map(({ key }) => key.right)).size === 1;
}

function width(low: KeyedLeg, high: KeyedLeg): Decimal {
  return subtract(high.key.strike, low.key.strike);
}

function strikes(legs: readonly KeyedLeg[]): string {
  return legs.map(({ key }) => key.strike).join('/');
}
