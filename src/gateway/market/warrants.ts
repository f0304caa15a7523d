import { optionValue } from './black-scholes.ts';
import { findStock, type Listing } from './listings.ts';
import { hashText, uniformAt } from './noise.ts';
import { impliedVolatility, RISK_FREE_RATE } from './option-instrument.ts';
import { parseDate } from './zone-time.ts';

/** Wire contract 3.5: 1 call, 2 put, 3 bull, 4 bear. */
type WarrantType = 1 | 2 | 3 | 4;

export interface Warrant {
  readonly symbol: string;
  readonly name: string;
  readonly type: WarrantType;
  readonly issuer: string;
  readonly underlying: Listing;
  readonly strike: number;
  /** Price at which a bull or bear contract is called back; 0 for warrants. */
  readonly callPrice: number;
  readonly expiryDay: number;
  readonly listingDay: number;
  /** Warrants for one share. */
  readonly ratio: number;
  readonly lotSize: number;
  readonly outstandingShare: number;
}

const ISSUERS = ['UBS', 'HSBC', 'JP Morgan', 'Societe Generale', 'BOCI', 'Citi'];
const UNDERLYINGS: readonly (readonly [symbol: string, short: string])[] = [
  ['00700', 'TENCENT'],
  ['09988', 'ALIBABA'],
  ['00388', 'HKEX'],
  ['03690', 'MEITUAN'],
  ['00005', 'HSBC'],
];
const PER_UNDERLYING = 12;
/** Warrants have codes from 10000 to 29999, bull and bear contracts from 50000 on. */
const WARRANT_CODE_BASE = 15_792;
const CBBC_CODE_BASE = 54_000;
const TYPES: readonly WarrantType[] = [1, 2, 3, 4];
const TYPE_NAMES: Readonly<Record<WarrantType, string>> = { 1: 'CALL', 2: 'PUT', 3: 'BULL', 4: 'BEAR' };
const EXPIRIES = ['2027-03-26', '2027-06-28', '2027-09-27', '2027-12-28'].map((text) => parseDate(text) ?? 0);
const LISTING_DAY = parseDate('2026-05-18') ?? 0;
const DAYS_PER_YEAR = 365;
/** Issuers charge more volatility than the option market. */
const ISSUER_PREMIUM = 1.15;

export const WARRANTS: readonly Warrant[] = UNDERLYINGS.flatMap(([symbol, short], group) => {
  const underlying = findStock(symbol);
  return underlying === null
    ? []
    : Array.from({ length: PER_UNDERLYING }, (_, index) =>
        toWarrant(underlying, short, group * PER_UNDERLYING + index),
      );
});

function toWarrant(underlying: Listing, short: string, index: number): Warrant {
  const type = TYPES[index % 4] ?? 1;
  const isUp = type === 1 || type === 3;
  const isCbbc = type >= 3;
  const step = 1 + ((index >> 2) % 3);
  const away = (isCbbc ? 0.1 : -0.04) * step;
  const strike = round3(underlying.basePrice * (isUp ? 1 - away : 1 + away));
  const symbol = String((isCbbc ? CBBC_CODE_BASE : WARRANT_CODE_BASE) + index);
  return {
    symbol,
    name: `${short} ${TYPE_NAMES[type]}`,
    type,
    issuer: ISSUERS[index % ISSUERS.length] ?? 'UBS',
    underlying,
    strike,
    callPrice: isCbbc ? round3(strike * (isUp ? 1.02 : 0.98)) : 0,
    expiryDay: EXPIRIES[index % EXPIRIES.length] ?? 0,
    listingDay: LISTING_DAY,
    ratio: underlying.basePrice > 200 ? 100 : 50,
    lotSize: 5_000,
    outstandingShare: round3(0.05 + 0.6 * uniformAt(hashText(symbol, 3), 0)),
  };
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export interface WarrantValue {
  readonly price: number;
  readonly volatility: number;
  readonly delta: number;
}

/** Value of one warrant; a bull or bear contract is worth its intrinsic value plus what financing costs. */
export function warrantValue(warrant: Warrant, spot: number, dayNumber: number): WarrantValue {
  const years = Math.max(0, warrant.expiryDay - dayNumber) / DAYS_PER_YEAR;
  const isUp = warrant.type === 1 || warrant.type === 3;
  const sign = isUp ? 1 : -1;
  if (warrant.type >= 3) {
    const isCalled = sign * (spot - warrant.callPrice) <= 0;
    const financing = warrant.strike * RISK_FREE_RATE * years;
    const value = isCalled ? 0 : Math.max(0, sign * (spot - warrant.strike)) + financing;
    return { price: tick(value / warrant.ratio), volatility: 0, delta: isCalled ? 0 : sign };
  }
  const volatility = ISSUER_PREMIUM * impliedVolatility(warrant.underlying, spot, warrant.strike, years);
  const right = isUp ? 'CALL' : 'PUT';
  const value = optionValue({ spot, strike: warrant.strike, years, rate: RISK_FREE_RATE, volatility, right });
  return { price: tick(value.price / warrant.ratio), volatility, delta: value.delta };
}

/** The exchange's smallest price step for these prices. */
function tick(price: number): number {
  return Math.max(0.01, round3(price));
}
