import { type Market, marketOfSymbol, type SecurityType } from './instrument.ts';
import { daySchema } from './market-day.ts';
import { regularCloseMs } from './market-hours.ts';

/** Kinds that end on a day. */
export const EXPIRING_KINDS: ReadonlySet<SecurityType> = new Set([
  'OPT',
  'WAR',
  'IOPT',
  'FUT',
  'FOP',
  'MLEG',
]);

/** `AAPL  260116C00190000`: root, then year, month and day, right, strike (the OCC's option symbology). */
const OPTION_IDENTIFIER = /^[A-Z0-9.]{1,6}\s*(\d{2})(\d{2})(\d{2})[CP]\d{8}$/;

/** The day on which an option ends by its own symbol, in the market's zone; null: the symbol does not say. */
export function optionExpiryDay(symbol: string): string | null {
  const match = OPTION_IDENTIFIER.exec(symbol);
  if (match === null) return null;
  const day = `20${match[1]}-${match[2]}-${match[3]}`;
  return daySchema.safeParse(day).success ? day : null;
}

/** The end of the last regular session in which it trades; null: not known. An early close is not known here. */
export function lastTradingMs(contract: {
  readonly symbol: string;
  readonly securityType: SecurityType;
  readonly market: Market | null;
}): number | null {
  const day = contract.securityType === 'OPT' ? optionExpiryDay(contract.symbol) : null;
  return day === null ? null : regularCloseMs(contract.market ?? marketOfSymbol(contract.symbol), day, false);
}
