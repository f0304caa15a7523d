import * as z from 'zod';
import { compare, type Decimal, decimal, maximum } from './decimal.ts';
import { SYMBOL_LENGTH_MAX, symbolSchema } from './instrument.ts';
import type { OptionKey } from './option.ts';
import { instrumentName, parseOptionIdentifier } from './option-identifier.ts';

/** What option exchanges take as one complex order of this kind. */
export const LEGS_MIN = 2;
export const LEGS_MAX = 4;
/** More of one leg for one of another is more likely a typing error. */
const RATIO_MAX = 100;

const legSideSchema = z.enum(['BUY', 'SELL']);
type LegSide = z.infer<typeof legSideSchema>;

/** One part of a combination. `side`: as in a bought combination; selling it turns every leg round. */
export const orderLegSchema = z.strictObject({
  symbol: symbolSchema,
  side: legSideSchema,
  /** Contracts in one combination. */
  ratio: z.int().min(1).max(RATIO_MAX),
});
export type OrderLeg = z.infer<typeof orderLegSchema>;
export const orderLegsSchema = z.array(orderLegSchema).min(LEGS_MIN).max(LEGS_MAX);

/** A leg of an order at the broker, that may be made elsewhere: a share among its legs, or a ratio of any size. */
export const brokerLegSchema = orderLegSchema.extend({ ratio: z.int().min(1) });

/** Wire contract 4, "Combo type"; those of options alone. */
export type ComboType =
  | 'VERTICAL'
  | 'STRADDLE'
  | 'STRANGLE'
  | 'CALENDAR'
  | 'DIAGONAL'
  | 'SYNTHETIC'
  | 'CUSTOM';

/** What two legs agree in: expiry, right, strike, side (in this order), 1 for yes. */
const FORMS: Readonly<Record<string, ComboType>> = {
  '1100': 'VERTICAL',
  '1011': 'STRADDLE',
  '1001': 'STRANGLE',
  '0110': 'CALENDAR',
  '0100': 'DIAGONAL',
  '1010': 'SYNTHETIC',
};

/** What the broker calls a combination of these legs; whatever has no name of its own is CUSTOM. */
export function comboTypeOf(legs: readonly OrderLeg[]): ComboType {
  const [first, second, ...others] = legs;
  const one = first === undefined ? null : parseOptionIdentifier(first.symbol);
  const two = second === undefined ? null : parseOptionIdentifier(second.symbol);
  if (one === null || two === null || others.length > 0 || first?.ratio !== second?.ratio) return 'CUSTOM';
  const agree = [
    one.expiry === two.expiry,
    one.right === two.right,
    compare(one.strike, two.strike) === 0,
    first?.side === second?.side,
  ];
  return FORMS[agree.map(Number).join('')] ?? 'CUSTOM';
}

export function turned(side: LegSide): LegSide {
  return side === 'BUY' ? 'SELL' : 'BUY';
}

/** What a leg does in an order of this side. */
export function sideOfLeg(orderSide: LegSide, leg: Pick<OrderLeg, 'side'>): LegSide {
  return orderSide === 'BUY' ? leg.side : turned(leg.side);
}

export function turnedLegs(legs: readonly OrderLeg[]): OrderLeg[] {
  return legs.map((leg) => ({ ...leg, side: turned(leg.side) }));
}

const NAME = /^([A-Z0-9.]{1,6}) COMBO [0-9A-F]{10}$/;

/**
 * The name of a combination in this app: locks, duplicates, what is open and what filled are found by it. It is the same
 * for the same legs in any order, and for the combination with every leg turned round, so that both meet in a lock.
 */
export function combinationName(underlying: string, legs: readonly OrderLeg[]): string {
  const sorted = [...legs].sort((left, right) => (left.symbol < right.symbol ? -1 : 1));
  const isTurned = sorted[0]?.side === 'SELL';
  const text = (isTurned ? turnedLegs(sorted) : sorted)
    .map(({ symbol, side, ratio }) => `${side} ${ratio} ${symbol}`)
    .join(', ');
  return `${underlying} COMBO ${hash(text)}`.slice(0, SYMBOL_LENGTH_MAX);
}

/** The share by whose symbol the broker files a combination; null: no name of one. */
export function combinationRoot(symbol: string): string | null {
  return NAME.exec(symbol)?.[1] ?? null;
}

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;
const HASH_DIGITS = 10;

/** FNV-1a of 64 bits, of which 40 tell the few combinations of one account and share apart. */
function hash(text: string): string {
  let value = FNV_OFFSET;
  for (const char of text) value = BigInt.asUintN(64, (value ^ BigInt(char.charCodeAt(0))) * FNV_PRIME);
  return value.toString(16).toUpperCase().padStart(16, '0').slice(-HASH_DIGITS);
}

/** `BUY AAPL 2026-12-18 270 CALL, SELL 2 AAPL ...`: what the legs do in an order of this side. */
export function legsText(side: LegSide, legs: readonly OrderLeg[]): string {
  return legs
    .map((leg) => {
      const times = leg.ratio === 1 ? '' : `${leg.ratio} `;
      return `${sideOfLeg(side, leg)} ${times}${instrumentName(leg.symbol)}`;
    })
    .join(', ');
}

/** Contracts of the largest leg in one combination. */
export function largestRatio(legs: readonly OrderLeg[]): Decimal {
  return legs.map(({ ratio }) => decimal(ratio)).reduce(maximum, decimal(1));
}

export interface KeyedLeg {
  readonly leg: OrderLeg;
  readonly key: OptionKey;
}

/** null: a leg is no option. */
export function keyedLegs(legs: readonly OrderLeg[]): KeyedLeg[] | null {
  const keyed = legs.map((leg) => ({ leg, key: parseOptionIdentifier(leg.symbol) }));
  return keyed.every((each): each is KeyedLeg => each.key !== null) ? keyed : null;
}

/** The leg that ends first. */
export function nearestLeg(legs: readonly OrderLeg[]): OrderLeg | null {
  const keyed = keyedLegs(legs) ?? [];
  return [...keyed].sort((left, right) => (left.key.expiry < right.key.expiry ? -1 : 1))[0]?.leg ?? null;
}

/** What of the legs does not make a combination; null: nothing. */
export function legsIssue(legs: readonly OrderLeg[]): string | null {
  const keyed = keyedLegs(legs);
  if (legs.length < LEGS_MIN || legs.length > LEGS_MAX) return `must be ${LEGS_MIN} to ${LEGS_MAX} options`;
  if (keyed === null) return 'must all be options; shares are ordered apart';
  if (new Set(keyed.map(({ key }) => key.symbol)).size > 1) return 'must be options on one underlying';
  if (keyed.some(({ key }) => key.symbol.endsWith('.HK') || /^\d/.test(key.symbol)))
    return 'must be US options; order those of Hong Kong one by one';
  if (new Set(legs.map(({ symbol }) => symbol)).size < legs.length) return 'must differ';
  return null;
}
