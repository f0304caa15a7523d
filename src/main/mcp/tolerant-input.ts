import * as z from 'zod';
import {
  DECIMAL_LENGTH_MAX,
  type Decimal,
  decimal,
  decimalSchema,
  positiveDecimalSchema,
} from '../../shared/domain/decimal.ts';
import { futureCodeSchema, futureGroupSchema } from '../../shared/domain/future.ts';
import { normaliseSymbol, SYMBOL_LENGTH_MAX, symbolSchema } from '../../shared/domain/instrument.ts';
import { type BarPeriod, barPeriodSchema } from '../../shared/domain/market-data.ts';
import type { OptionKey } from '../../shared/domain/option.ts';
import {
  canonicalOption,
  OPTION_TEXT_LENGTH_MAX,
  parseOptionIdentifier,
} from '../../shared/domain/option-identifier.ts';

// Clients and models write numbers as text, lists as JSON text, and words in any case. What they mean is clear, so
// it is read; what is unclear is refused with the field's name. The published schema is the exact form, but for the pattern
// of a symbol: it would cost a client 20 tokens in every tool and says less than the examples.

const publishedSymbol = z
  .string()
  .min(1, 'must not be empty')
  .max(SYMBOL_LENGTH_MAX, 'is too long for a symbol');

/** A symbol as people write it: any case, Hong Kong codes with or without leading zeros. */
export function symbolInput() {
  return z
    .preprocess(asSymbol, publishedSymbol.pipe(symbolSchema))
    .describe('As Tiger writes it: AAPL, BRK.B, 00700.');
}

/** What an order can be about: a symbol, or an option in any form that is read. */
export function instrumentInput() {
  return z
    .preprocess(asInstrument, publishedSymbol.pipe(symbolSchema))
    .describe('AAPL, 00700; an option as "AAPL 2026-12-18 150 C" or its 21-character identifier.');
}

/** One or more symbols; a JSON text or a comma-separated text is read as a list. Repeats count once. */
export function symbolsInput(countMax: number) {
  return z
    .preprocess(
      asSymbols,
      z
        .array(publishedSymbol.pipe(symbolSchema))
        .min(1, 'needs at least one symbol')
        .max(countMax, `takes at most ${countMax} symbols`),
    )
    .describe(`1 to ${countMax} symbols, e.g. ["AAPL", "00700"].`);
}

/** Exact: a number is taken as its shortest decimal text, which is what was written. */
export function positiveDecimalInput() {
  return exactInput(positiveDecimalSchema);
}

/** As above, below zero too. */
export function decimalInput() {
  return exactInput(decimalSchema);
}

function exactInput(schema: typeof decimalSchema) {
  const exact = z
    .string('must be a number such as 187.5, or the same as text')
    .max(DECIMAL_TEXT_LENGTH_MAX, 'has too many digits')
    .transform((value, context): Decimal => {
      const parsed = schema.safeParse(value.trim());
      if (parsed.success) return parsed.data;
      context.addIssue({
        code: 'custom',
        message: parsed.error.issues[0]?.message ?? 'must be a decimal number',
      });
      return z.NEVER;
    });
  return z.preprocess((value) => (typeof value === 'number' ? plainText(value) : value), exact);
}

/** The code of a futures contract in any case; `ESmain` keeps the lower case in which Tiger writes it. */
export function futureCodeInput() {
  return z.preprocess(asFutureCode, futureCodeSchema);
}

/** One or more codes; a JSON text or a comma-separated text is read as a list. Repeats count once. */
export function futureCodesInput(countMax: number) {
  return z.preprocess(
    (value) => {
      const list = typeof value === 'string' ? listOf(value) : value;
      return Array.isArray(list) ? [...new Set(list.map(asFutureCode))] : list;
    },
    z
      .array(futureCodeSchema)
      .min(1, 'needs at least one code')
      .max(countMax, `takes at most ${countMax} codes`),
  );
}

/** The code of an exchange or of a product, in any case. */
export function futureGroupInput() {
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.trim().toUpperCase() : value),
    futureGroupSchema,
  );
}

/** One option in any of the common forms, or as an object of its four parts. */
export function optionInput() {
  return z.preprocess(asOptionText, optionText());
}

/** One or more options; a JSON text or a comma-separated text is read as a list. Repeats count once. */
export function optionsInput(countMax: number) {
  return z
    .preprocess(
      (value) => (typeof value === 'string' ? listOf(value) : value),
      z
        .array(optionInput())
        .min(1, 'needs at least one option')
        .max(countMax, `takes at most ${countMax} options`),
    )
    .transform((keys) => [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()]);
}

function optionText() {
  return z
    .string()
    .max(OPTION_TEXT_LENGTH_MAX, 'is too long for an option')
    .transform((text, context): OptionKey => {
      const key = parseOptionIdentifier(text);
      if (key !== null) return key;
      context.addIssue({
        code: 'custom',
        message: 'must name an option such as "AAPL  261218C00150000" or "AAPL 2026-12-18 150 C"',
      });
      return z.NEVER;
    });
}

/** Some clients send the parts. */
function asOptionText(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { symbol, expiry, strike, right } = value as Record<string, unknown>;
  const parts = [symbol, expiry, strike, right];
  const isPlain = parts.every((part) => typeof part === 'string' || typeof part === 'number');
  return isPlain ? parts.join(' ') : value;
}

/** An object; clients send it as JSON text too. */
export function objectInput<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => {
    if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }, schema);
}

/**
 * A list of objects whose fields another tool publishes already: repeated here they would cost every client hundreds of
 * tokens. Clients send it as JSON text too, whole or item by item.
 */
export function objectsInput<Schema extends z.ZodType>(item: Schema, countMin: number, countMax: number) {
  const published = z
    .array(z.preprocess(parsedJson, z.looseObject({})))
    .min(countMin, `needs at least ${countMin}`)
    .max(countMax, `takes at most ${countMax}`);
  return z.preprocess(parsedJson, published.transform((items): unknown[] => items).pipe(z.array(item)));
}

/** Text that is no JSON stays what it is, and fails by its own rule. */
function parsedJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

export function integerInput(minimum: number, maximum: number) {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : value),
    z.int().min(minimum).max(maximum),
  );
}

export function booleanInput() {
  return z.preprocess((value) => {
    const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
    return word === 'true' ? true : word === 'false' ? false : value;
  }, z.boolean());
}

/** One of a closed list in any case, or one of the other words that mean it. An exact match goes first: 1m is not 1M. */
export function wordInput<const Words extends readonly [string, ...string[]]>(
  words: Words,
  synonyms: Readonly<Record<string, Words[number]>> = {},
) {
  return z.preprocess((value) => {
    if (typeof value !== 'string' || words.includes(value)) return value;
    const key = value
      .trim()
      .slice(0, WORD_LENGTH_MAX)
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
    const synonym = Object.hasOwn(synonyms, key) ? synonyms[key] : undefined;
    return synonym ?? words.find((word) => word.toLowerCase() === key) ?? value;
  }, z.enum(words));
}

/** Length of a bar. */
export function barPeriodInput() {
  return wordInput(barPeriodSchema.options as [BarPeriod, ...BarPeriod[]], {
    day: '1d',
    daily: '1d',
    week: '1w',
    weekly: '1w',
    month: '1M',
    monthly: '1M',
    hour: '1h',
  }).describe('1m is a minute, 1M a month.');
}

/** Some of a closed list; a JSON text or a comma-separated text is read as a list. */
export function wordsInput<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? listOf(value) : value),
    z.array(wordInput(words)).min(1).max(words.length),
  );
}

/** Account reference: alias or id. Resolved by access.ts. */
export function accountInput(description: string) {
  return z.string().min(1).max(ACCOUNT_REF_LENGTH_MAX).describe(description);
}

const WORD_LENGTH_MAX = 40;
/** Room for blanks around it. */
const DECIMAL_TEXT_LENGTH_MAX = DECIMAL_LENGTH_MAX + 10;
const ACCOUNT_REF_LENGTH_MAX = 60;
/** A symbol with market prefix, suffix and blanks; anything longer is none and is left to the schema to refuse. */
const SYMBOL_TEXT_LENGTH_MAX = SYMBOL_LENGTH_MAX * 2;

function asSymbol(value: unknown): unknown {
  // Models write Hong Kong codes as numbers.
  const text = typeof value === 'number' && Number.isInteger(value) && value > 0 ? String(value) : value;
  return typeof text === 'string' && text.length <= SYMBOL_TEXT_LENGTH_MAX ? normaliseSymbol(text) : text;
}

function asInstrument(value: unknown): unknown {
  const option = typeof value === 'string' ? canonicalOption(value) : null;
  return option ?? asSymbol(value);
}

function asSymbols(value: unknown): unknown {
  const list = typeof value === 'string' ? listOf(value) : typeof value === 'number' ? [value] : value;
  return Array.isArray(list) ? [...new Set(list.map(asSymbol))] : list;
}

function asFutureCode(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.trim().toUpperCase().replace(/MAIN$/, 'main');
}

function listOf(text: string): unknown {
  if (!text.trimStart().startsWith('[')) return text.split(',').map((part) => part.trim());
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Exponents appear when a client sent a number such as 1e30; as text they are refused. */
function plainText(value: number): string {
  return Number.isFinite(value) ? decimal(value) : String(value);
}
