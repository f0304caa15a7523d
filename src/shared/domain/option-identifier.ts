import { compare, type Decimal, decimal, isMultipleOf, multiply, positiveDecimalSchema } from './decimal.ts';
import { normaliseSymbol, symbolSchema } from './instrument.ts';
import { daySchema } from './market-day.ts';
import type { OptionKey } from './option.ts';

// Options are named in many ways. What names one option beyond doubt is read; a form in which day and month could be
// taken for each other (12/06/26) is not.

/** Longer than any form; what is longer is none. */
export const OPTION_TEXT_LENGTH_MAX = 60;

const SYMBOL_WIDTH = 6;
const STRIKE_DIGITS = 8;
/** The identifier counts the strike in thousandths, in eight digits. */
const THOUSANDTHS = decimal(1_000);
const STRIKE_STEP = decimal('0.001');
const STRIKE_MAX = decimal('99999.999');
const CENTURY = '20';

/** The symbol, the day, the right and the strike, in 21 characters (OCC). Tiger writes Hong Kong's so too. */
export function formatOptionIdentifier({ symbol, expiry, right, strike }: OptionKey): string {
  const date = expiry.replaceAll('-', '').slice(CENTURY.length);
  const thousandths = multiply(strike, THOUSANDTHS).padStart(STRIKE_DIGITS, '0');
  return `${symbol.padEnd(SYMBOL_WIDTH)}${date}${right === 'call' ? 'C' : 'P'}${thousandths}`;
}

/** The one name that an option goes by in this app; null: the text names no option, or not beyond doubt. */
export function canonicalOption(text: string): string | null {
  const key = parseOptionIdentifier(text);
  return key === null ? null : formatOptionIdentifier(key);
}

/** Whether a symbol is an option's identifier. */
export function isOption(symbol: string): boolean {
  return canonicalOption(symbol) === symbol;
}

/** An instrument in words that people read and `parseOptionIdentifier` reads back: `AAPL 2026-12-18 150 CALL`. */
export function instrumentName(symbol: string): string {
  const key = isOption(symbol) ? parseOptionIdentifier(symbol) : null;
  return key === null ? symbol : `${key.symbol} ${key.expiry} ${key.strike} ${key.right.toUpperCase()}`;
}

/** What an order may name: an option in any form that is read, or a symbol as people write it. */
export function normaliseInstrument(text: string): string {
  return canonicalOption(text) ?? normaliseSymbol(text);
}

/** null: the text names no option, or not beyond doubt. */
export function parseOptionIdentifier(text: string): OptionKey | null {
  if (text.length > OPTION_TEXT_LENGTH_MAX) return null;
  // `O:` is Polygon's mark of an option, the point dxFeed's.
  const bare = text
    .trim()
    .toUpperCase()
    .replace(/^(O:|\.)/, '');
  const parts = compactParts(bare) ?? spokenParts(bare);
  return parts === null ? null : keyOf(parts);
}

interface Parts {
  readonly symbol: string;
  readonly date: string;
  readonly right: string;
  readonly strike: string;
}

/** `AAPL  261218C00150000`, with and without blanks; a strike of other than eight digits is the price itself. */
function compactParts(text: string): Parts | null {
  const match = /^([A-Z0-9][A-Z0-9.]*?)[ _]*(\d{6}) *([CP]) *(\d{1,8}(?:\.\d{1,3})?)$/.exec(text);
  if (match === null) return null;
  const [, symbol = '', date = '', right = '', digits = ''] = match;
  const isCounted = /^\d{8}$/.test(digits);
  const strike = isCounted ? multiply(decimal(digits), STRIKE_STEP) : digits;
  return { symbol, date: `${CENTURY}${date}`, right, strike };
}

/** `AAPL 2026-12-18 150 C`, the right before or behind the strike, as a letter or a word. */
function spokenParts(text: string): Parts | null {
  const match =
    /^([A-Z0-9][A-Z0-9.]*)[ ,_]+(\d{4}[-/]?\d{2}[-/]?\d{2})[ ,_]+(?:(C|P|CALL|PUT)[ ,_]*\$?([\d.]+)|\$?([\d.]+)[ ,_]*(C|P|CALL|PUT))$/.exec(
      text,
    );
  if (match === null) return null;
  const [, symbol = '', date = '', before, strikeBehind, strikeBefore, behind] = match;
  return {
    symbol,
    date: date.replace(/[-/]/g, ''),
    right: before ?? behind ?? '',
    strike: strikeBehind ?? strikeBefore ?? '',
  };
}

function keyOf({ symbol, date, right, strike }: Parts): OptionKey | null {
  const underlying = symbolSchema.max(SYMBOL_WIDTH).safeParse(normaliseSymbol(symbol));
  const expiry = daySchema.safeParse(date.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
  const price = positiveDecimalSchema.safeParse(strike);
  if (!underlying.success || !expiry.success || !price.success || !fitsIdentifier(price.data)) return null;
  return {
    symbol: underlying.data,
    expiry: expiry.data,
    right: right.startsWith('C') ? 'call' : 'put',
    strike: price.data,
  };
}

function fitsIdentifier(strike: Decimal): boolean {
  return compare(strike, STRIKE_MAX) <= 0 && isMultipleOf(strike, STRIKE_STEP);
}
