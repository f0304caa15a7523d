import * as z from 'zod';
import { type Decimal, decimal, round } from '../../shared/domain/decimal.ts';
import { ExactNumber } from './exact-number.ts';

/**
 * Readers from exact JSON to typed values. The gateway leaves members out freely, so every reader for an answer has
 * a nullable form in which absent, null and "" all become null: absent is never 0.
 */

/** The vendor sends the largest double for "unlimited"; such a figure is no amount of money. */
const AMOUNT_DIGITS_MAX = 20;
const DECIMAL_PLACES_MAX = 18;

const exactText = z.union([
  z.instanceof(ExactNumber).transform((number) => number.text),
  z
    .string()
    .max(60)
    .transform((text) => text.trim()),
]);

function integerOf(text: string): bigint | null {
  if (/^-?\d{1,40}$/.test(text)) return BigInt(text);
  try {
    const plain = decimal(text);
    const whole = /^-?\d{1,40}$/.test(plain);
    return whole ? BigInt(plain) : null;
  } catch {
    return null;
  }
}

function reader<T>(kind: string, read: (text: string) => T | null) {
  return exactText.transform((text, context): T => {
    const value = read(text);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: `must be ${kind}` });
    return z.NEVER;
  });
}

function readDecimal(text: string): Decimal | null {
  try {
    const value = decimal(text);
    return value.length > DECIMAL_PLACES_MAX + AMOUNT_DIGITS_MAX ? round(value, DECIMAL_PLACES_MAX) : value;
  } catch {
    return null;
  }
}

/** A 64-bit id, digit by digit. */
export const wireId = reader('a whole number', integerOf);

export const wireInteger = reader('a safe whole number', (text) => {
  const value = integerOf(text);
  const isSafe = value !== null && Number.isSafeInteger(Number(value));
  return isSafe ? Number(value) : null;
});

export const wireDecimal = reader('a decimal number', readDecimal);

/** Text; a number is taken by its exact text, because ids and codes come in both forms. */
export const wireText = z.union([z.string(), z.instanceof(ExactNumber).transform((number) => number.text)]);

function orNull<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === undefined || value === '' ? null : value), schema.nullable());
}

export const wireIdOrNull = orNull(wireId);
export const wireIntegerOrNull = orNull(wireInteger);
export const wireTextOrNull = orNull(wireText);
export const wireBooleanOrNull = orNull(z.boolean());

/** Milliseconds since the epoch; 0 and below stand for "no time" at the vendor. */
export const wireTimeMsOrNull = orNull(wireInteger).transform((timeMs) =>
  timeMs === null || timeMs <= 0 ? null : timeMs,
);

/** Figures beyond any amount ("unlimited") and texts such as "NaN" or "--" are no figure: null. */
export const wireDecimalOrNull = orNull(
  exactText.transform((text): Decimal | null => {
    const value = readDecimal(text);
    const digits = value?.replace(/^-/, '').split('.')[0]?.length ?? 0;
    return digits > AMOUNT_DIGITS_MAX ? null : value;
  }),
);
