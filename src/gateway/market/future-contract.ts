import { CME_CALENDAR, HKFE_CALENDAR, NYMEX_CALENDAR } from './calendar-futures.ts';
import type { ExchangeCalendar } from './exchange-calendar.ts';
import { type Currency, findStock, type Listing } from './listings.ts';
import { hashText } from './noise.ts';
import { businessDayUpTo, firstOfMonth, lastButOneDay, monthsFrom, thirdFriday } from './option-expiries.ts';
import { E4_PER_UNIT } from './price-e4.ts';

type LastDayRule = 'third_friday' | 'last_but_one' | 'energy' | 'metal';

/** Facts of the exchanges' contract specifications; prices are only of a believable order of magnitude. */
export interface FutureProduct {
  readonly code: string;
  readonly name: string;
  readonly exchange: 'CME' | 'NYMEX' | 'COMEX' | 'HKFE';
  readonly exchangeCode: string;
  readonly currency: Currency;
  readonly multiplier: number;
  readonly tickE4: number;
  /** Months that are listed; all twelve where absent. */
  readonly months?: readonly number[];
  readonly lastDay: LastDayRule;
  readonly productType: string;
  readonly deliveryMode: 'Cash' | 'Physical';
  readonly productWorth: string;
  /** The fund that it moves with, and how many units of its price one unit of the index is. */
  readonly follows: readonly [symbol: string, factor: number] | null;
  readonly basePrice: number;
  readonly dailyVolatility: number;
  readonly averageVolume: number;
}

const QUARTERS = [3, 6, 9, 12];
const EVEN_MONTHS = [2, 4, 6, 8, 10, 12];
/** Contracts listed at a time. */
const LISTED = 4;
/** Yearly growth of the price with the contract's month. */
const CARRY_PER_MONTH = 0.0025;
const CARRY_REFERENCE_MONTH = 2026 * 12 + 11;
const CONTRACT_ID_BASE = 600_000_000;
const CONTRACT_ID_SPAN = 10_000_000;

type Row = readonly [
  code: string,
  name: string,
  exchange: FutureProduct['exchange'],
  multiplier: number,
  tick: number,
  lastDay: LastDayRule,
  productType: string,
  follows: FutureProduct['follows'],
  price: number,
  volatility: number,
  volume: number,
  months?: readonly number[],
];

const ROWS: readonly Row[] = [
  [
    'ES',
    'E-mini S&P 500',
    'CME',
    50,
    0.25,
    'third_friday',
    'Equity Index',
    ['SPY', 10],
    6590,
    0.01,
    1_500_000,
    QUARTERS,
  ],
  [
    'MES',
    'Micro E-mini S&P 500',
    'CME',
    5,
    0.25,
    'third_friday',
    'Equity Index',
    ['SPY', 10],
    6590,
    0.01,
    1_200_000,
    QUARTERS,
  ],
  [
    'NQ',
    'E-mini Nasdaq-100',
    'CME',
    20,
    0.25,
    'third_friday',
    'Equity Index',
    ['QQQ', 41],
    24_194,
    0.013,
    600_000,
    QUARTERS,
  ],
  [
    'MNQ',
    'Micro E-mini Nasdaq-100',
    'CME',
    2,
    0.25,
    'third_friday',
    'Equity Index',
    ['QQQ', 41],
    24_194,
    0.013,
    1_400_000,
    QUARTERS,
  ],
  ['CL', 'Crude Oil', 'NYMEX', 1000, 0.01, 'energy', 'Energy', null, 58.1, 0.021, 350_000],
  ['NG', 'Natural Gas', 'NYMEX', 10_000, 0.001, 'energy', 'Energy', null, 4.6, 0.035, 180_000],
  ['GC', 'Gold', 'COMEX', 100, 0.1, 'metal', 'Metals', ['GLD', 10.9], 4080, 0.011, 220_000, EVEN_MONTHS],
  [
    'HSI',
    'Hang Seng Index',
    'HKFE',
    50,
    1,
    'last_but_one',
    'Equity Index',
    ['02800', 1000],
    25_700,
    0.012,
    90_000,
  ],
  [
    'MHI',
    'Mini Hang Seng Index',
    'HKFE',
    10,
    1,
    'last_but_one',
    'Equity Index',
    ['02800', 1000],
    25_700,
    0.012,
    110_000,
  ],
];

export const FUTURE_CALENDARS: Readonly<Record<FutureProduct['exchange'], ExchangeCalendar>> = {
  CME: CME_CALENDAR,
  NYMEX: NYMEX_CALENDAR,
  COMEX: NYMEX_CALENDAR,
  HKFE: HKFE_CALENDAR,
};

export const FUTURE_PRODUCTS: readonly FutureProduct[] = ROWS.map(toProduct);

function toProduct(row: Row): FutureProduct {
  const [
    code,
    name,
    exchange,
    multiplier,
    tick,
    lastDay,
    productType,
    follows,
    price,
    volatility,
    volume,
    months,
  ] = row;
  const currency = exchange === 'HKFE' ? 'HKD' : 'USD';
  return {
    code,
    name,
    exchange,
    exchangeCode: exchange === 'CME' ? 'GLOBEX' : exchange,
    currency,
    multiplier,
    tickE4: Math.round(tick * E4_PER_UNIT),
    ...(months === undefined ? {} : { months }),
    lastDay,
    productType,
    deliveryMode: productType === 'Equity Index' ? 'Cash' : 'Physical',
    productWorth: `${currency} ${multiplier} x ${productType === 'Equity Index' ? 'index' : 'price'}`,
    follows,
    basePrice: price,
    dailyVolatility: volatility,
    averageVolume: volume,
  };
}

export interface FutureContract {
  readonly product: FutureProduct;
  readonly code: string;
  readonly year: number;
  readonly month: number;
  readonly lastTradingDay: number;
  readonly listing: Listing;
}

export function findProduct(code: string): FutureProduct | null {
  return FUTURE_PRODUCTS.find((product) => product.code === code) ?? null;
}

/** `ES2612`; null for a month in which the product has no contract. */
export function findContract(code: string): FutureContract | null {
  const match = /^([A-Z]{1,4})(\d{2})(\d{2})$/.exec(code);
  const product = match === null ? null : findProduct(match[1] ?? '');
  if (match === null || product === null) return null;
  const month = Number(match[3]);
  if (month < 1 || month > 12 || !hasMonth(product, month)) return null;
  return toContract(product, 2000 + Number(match[2]), month);
}

/** Contracts that trade on a day, nearest first; the first is the main one. */
export function listedContracts(product: FutureProduct, today: number): readonly FutureContract[] {
  return monthsFrom(today, 12 * 2)
    .filter(([, month]) => hasMonth(product, month))
    .map(([year, month]) => toContract(product, year, month))
    .filter((contract) => contract.lastTradingDay >= today)
    .slice(0, LISTED);
}

function hasMonth({ months }: FutureProduct, month: number): boolean {
  return months === undefined || months.includes(month);
}

function toContract(product: FutureProduct, year: number, month: number): FutureContract {
  const code = `${product.code}${String(year % 100).padStart(2, '0')}${String(month).padStart(2, '0')}`;
  return {
    product,
    code,
    year,
    month,
    lastTradingDay: lastDay(product, year, month),
    listing: toListing(product, code, year, month),
  };
}

function lastDay(product: FutureProduct, year: number, month: number): number {
  const calendar = FUTURE_CALENDARS[product.exchange];
  if (product.lastDay === 'third_friday') return thirdFriday(calendar, year, month);
  if (product.lastDay === 'last_but_one') return lastButOneDay(calendar, year, month);
  // Metals end three business days before the month does, energy about the 20th of the month before.
  if (product.lastDay === 'metal') return businessDayUpTo(calendar, firstOfMonth(year, month + 1) - 4);
  return businessDayUpTo(calendar, firstOfMonth(year, month) - 11);
}

function toListing(product: FutureProduct, code: string, year: number, month: number): Listing {
  const carry = 1 + CARRY_PER_MONTH * (year * 12 + month - CARRY_REFERENCE_MONTH);
  const [follows, factor] = product.follows ?? [product.code, null];
  const base =
    factor === null ? product.basePrice : (findStock(follows)?.basePrice ?? product.basePrice) * factor;
  return {
    symbol: code,
    secType: 'FUT',
    multiplier: product.multiplier,
    tickRule: product.tickE4,
    modelKey: follows,
    option: null,
    name: product.name,
    market: product.exchange === 'HKFE' ? 'HK' : 'US',
    exchange: product.exchange,
    currency: product.currency,
    isEtf: false,
    lotSize: 1,
    basePrice: base * Math.max(0.5, carry),
    dailyVolatility: product.dailyVolatility,
    averageVolume: product.averageVolume,
    sharesOutstanding: 0,
    contractId: CONTRACT_ID_BASE + (hashText(code, 0) % CONTRACT_ID_SPAN),
    shortable: true,
  };
}
