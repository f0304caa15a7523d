import { type Decimal, decimal, isZero } from '../../shared/domain/decimal.ts';

/** No price, amount or size of a market is beyond it; what is comes from a broken sender. */
const AMOUNT_MAX = 1e18;
/** Decimal places that a scaled pair may have; Tiger's finest quantities, of crypto, have 8. */
const SCALE_MAX = 18;
/** A 32-bit float holds 6 to 9 digits. */
const FLOAT_DIGITS_MIN = 6;
const FLOAT_DIGITS_MAX = 9;

/** The shortest decimal that the double stands for, which is what the sender wrote. null if absent or no number. */
export function fromDouble(value: number | undefined): Decimal | null {
  if (value === undefined || !Number.isFinite(value) || Math.abs(value) > AMOUNT_MAX) return null;
  return decimal(value);
}

/** 201.3 travels as 201.3000030517578 in 32 bits; the shortest text that gives the same float is what was meant. */
export function fromFloat(value: number | undefined): Decimal | null {
  if (value === undefined || !Number.isFinite(value) || Math.abs(value) > AMOUNT_MAX) return null;
  for (let digits = FLOAT_DIGITS_MIN; digits < FLOAT_DIGITS_MAX; digits += 1) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return decimal(Number(text));
  }
  return decimal(Number(value.toPrecision(FLOAT_DIGITS_MAX)));
}

/** Fields without presence are 0 when they were not set, and 0 is no price. */
export function priceOf(value: number | undefined): Decimal | null {
  const price = fromDouble(value);
  return price === null || isZero(price) ? null : price;
}

export function fromInteger(value: bigint | undefined): Decimal | null {
  return value === undefined ? null : decimal(value);
}

/** (111, 2) is 1.11 (wire contract 5.6). */
export function fromScaled(value: bigint, scale: number): Decimal | null {
  if (scale < 0 || scale > SCALE_MAX) return null;
  return decimal(`${value}e${-scale}`);
}

/** Epoch milliseconds; 0 is the value of a field that was not set. */
export function timeOf(value: bigint | undefined): number | null {
  if (value === undefined || value <= 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return Number(value);
}

export function textOrNull(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}
