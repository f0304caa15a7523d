import { type Decimal, decimal, isNegative, isZero, multiply, toFixed } from '../../shared/domain/decimal.ts';

/** Shown where the broker said nothing: never a zero. */
export const ABSENT = '—';
const MINUS = '\u2212';
const HUNDRED = decimal(100);

/** Groups the digits of a plain decimal text. The text itself is never turned into a double. */
export function groupDigits(text: string): string {
  const isBelowZero = text.startsWith('-');
  const [whole = '', fraction] = (isBelowZero ? text.slice(1) : text).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${isBelowZero ? MINUS : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** Money with a fixed number of places, so that columns line up. */
export function formatAmount(value: Decimal | null, decimalPlaces = 2): string {
  return value === null ? ABSENT : groupDigits(fixed(value, decimalPlaces));
}

/** A price keeps every digit it has and shows at least two places: 187.5 is 187.50, 0.2345 stays. */
export function formatPrice(value: Decimal | null, decimalPlacesMin = 2): string {
  if (value === null) return ABSENT;
  const places = value.split('.')[1]?.length ?? 0;
  return groupDigits(fixed(value, Math.max(places, decimalPlacesMin)));
}

/** A count of shares or contracts: exact, no padding. */
export function formatQuantity(value: Decimal | null): string {
  return value === null ? ABSENT : groupDigits(value);
}

/** With its sign, which says gain or loss without the help of colour. */
export function formatSigned(value: Decimal | null, decimalPlaces = 2): string {
  if (value === null) return ABSENT;
  const text = fixed(value, decimalPlaces);
  return `${isAboveZero(text) ? '+' : ''}${groupDigits(text)}`;
}

/** A fraction as a percentage: 0.0125 is 1.25 %. */
export function formatRate(rate: Decimal | null, decimalPlaces = 2): string {
  return rate === null ? ABSENT : `${formatAmount(multiply(rate, HUNDRED), decimalPlaces)} %`;
}

export function formatSignedRate(rate: Decimal | null, decimalPlaces = 2): string {
  return rate === null ? ABSENT : `${formatSigned(multiply(rate, HUNDRED), decimalPlaces)} %`;
}

export type Direction = 'up' | 'down' | 'flat';

export function directionOf(value: Decimal | null): Direction {
  if (value === null || isZero(value)) return 'flat';
  return isNegative(value) ? 'down' : 'up';
}

/** Bytes for people; binary units, one place. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const exponent = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const scaled = bytes / 1024 ** exponent;
  return `${exponent === 0 ? String(scaled) : scaled.toFixed(1)} ${units[exponent] ?? ''}`;
}

/** Rounding to places can leave "-0.00", which reads as a loss. */
function fixed(value: Decimal, decimalPlaces: number): string {
  const text = toFixed(value, decimalPlaces);
  return text.startsWith('-') && /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

function isAboveZero(fixedText: string): boolean {
  return !fixedText.startsWith('-') && /[1-9]/.test(fixedText);
}
