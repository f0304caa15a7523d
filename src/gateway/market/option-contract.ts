import { decimal } from '../../shared/domain/decimal.ts';
import { findStock, type Listing, type OptionTerms } from './listings.ts';
import { hashText } from './noise.ts';
import { dateText, parseDate } from './zone-time.ts';

/** HKEX option classes that the simulator has (HKATS codes): the share behind them and the shares in one contract. */
const HK_CLASSES: Readonly<Record<string, readonly [underlying: string, contractSize: number]>> = {
  'TCH.HK': ['00700', 100],
  'HKB.HK': ['00005', 400],
  'HEX.HK': ['00388', 100],
  'ALB.HK': ['09988', 500],
  'MET.HK': ['03690', 500],
};
export const HK_OPTION_SYMBOLS: readonly string[] = Object.keys(HK_CLASSES);
const US_CONTRACT_SIZE = 100;
/** Strikes are counted in thousandths in the identifier (wire contract 4.2). */
const STRIKE_DIGITS = 8;
const SYMBOL_WIDTH = 6;
const IDENTIFIER = /^(\S{1,8}) *(\d{6})([CP])(\d{8})$/;
/** Option ids lie in a range of their own. */
const CONTRACT_ID_BASE = 2_000_000_000;
const CONTRACT_ID_SPAN = 100_000_000;
/** Contracts of one option traded per day, as a part of the share's volume; near what liquid classes show. */
const VOLUME_SHARE = 1 / 20_000;
const HK_TICK_E4 = 100;

/** @returns the share behind an option symbol; null if it has no options here */
export function optionUnderlying(optionSymbol: string): Listing | null {
  const hkClass = Object.hasOwn(HK_CLASSES, optionSymbol) ? HK_CLASSES[optionSymbol] : undefined;
  if (hkClass !== undefined) return findStock(hkClass[0]);
  const stock = findStock(optionSymbol);
  return stock !== null && stock.market === 'US' ? stock : null;
}

export function optionSymbolOf(stock: Listing): string | null {
  if (stock.market === 'US') return stock.symbol;
  return HK_OPTION_SYMBOLS.find((symbol) => HK_CLASSES[symbol]?.[0] === stock.symbol) ?? null;
}

/** `AAPL  261218C00200000` */
export function optionIdentifier(terms: Omit<OptionTerms, 'underlying'>): string {
  const date = dateText(terms.expiryDay).replaceAll('-', '').slice(2);
  const strike = String(Math.round(Number(terms.strike) * 1000)).padStart(STRIKE_DIGITS, '0');
  return `${terms.optionSymbol.padEnd(SYMBOL_WIDTH)}${date}${terms.right.charAt(0)}${strike}`;
}

/** @returns the contract that an identifier names, whether it trades now or not; null if it names none */
export function parseOptionIdentifier(identifier: string): Listing | null {
  const match = IDENTIFIER.exec(identifier);
  if (match === null) return null;
  const [, optionSymbol = '', date = '', right, strikeText = ''] = match;
  const stock = optionUnderlying(optionSymbol);
  const expiryDay = parseDate(`20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`);
  if (stock === null || expiryDay === null || Number(strikeText) === 0) return null;
  const strike = decimal(Number(strikeText) / 1000);
  return optionListing(stock, {
    underlying: stock.symbol,
    optionSymbol,
    expiryDay,
    right: right === 'C' ? 'CALL' : 'PUT',
    strike,
  });
}

function optionListing(stock: Listing, option: OptionTerms): Listing {
  const symbol = optionIdentifier(option);
  return {
    ...stock,
    symbol,
    secType: 'OPT',
    name: stock.name,
    isEtf: false,
    lotSize: 1,
    multiplier: HK_CLASSES[option.optionSymbol]?.[1] ?? US_CONTRACT_SIZE,
    tickRule: stock.market === 'US' ? 'US_OPTION' : HK_TICK_E4,
    averageVolume: Math.max(200, Math.round(stock.averageVolume * VOLUME_SHARE)),
    contractId: CONTRACT_ID_BASE + (hashText(symbol, 0) % CONTRACT_ID_SPAN),
    shortable: false,
    option,
  };
}

/** Strike as option methods write it: `200.0` (wire contract 4.2). */
export function strikeText(strike: string): string {
  return strike.includes('.') ? strike : `${strike}.0`;
}
