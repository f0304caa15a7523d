import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { compare, decimal } from '../../../../src/shared/domain/decimal.ts';
import { parseExactJson } from '../../../../src/tiger/wire/exact-json.ts';
import {
  wireBooleanOrNull,
  wireDecimal,
  wireDecimalOrNull,
  wireId,
  wireIdOrNull,
  wireInteger,
  wireIntegerOrNull,
  wireText,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../../../../src/tiger/wire/wire-readers.ts';

/** As it comes off the wire: a bare number, or the same digits as text. */
const onWire = (digits: string) => [parseExactJson(digits), digits];
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 8 }))
  .map(([units, places]) => {
    const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
    const whole = digits.slice(0, digits.length - places);
    const fraction = places === 0 ? '' : `.${digits.slice(-places)}`;
    return `${units < 0n ? '-' : ''}${whole}${fraction}`;
  });

describe('what readers make of the wire', () => {
  test('an id keeps all of its 64 bits, bare or as text', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (id) => {
        for (const value of onWire(id.toString())) expect(wireId.parse(value)).toBe(id);
      }),
    );
  });

  test('a decimal keeps its value, whatever its length', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        for (const value of onWire(text)) expect(compare(wireDecimal.parse(value), decimal(text))).toBe(0);
      }),
    );
  });

  test('a whole number that a double cannot hold is refused instead of rounded', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (number) => {
        const result = wireInteger.safeParse(parseExactJson(number.toString()));
        const isSafe = Number.isSafeInteger(Number(number)) && BigInt(Number(number)) === number;
        expect(result.success).toBe(isSafe);
        if (result.success) expect(BigInt(result.data)).toBe(number);
      }),
    );
  });

  test('text stays as it is, and a number becomes its own digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(wireText.parse(text)).toBe(text);
      }),
    );
    fc.assert(
      fc.property(decimals, (text) => {
        expect(wireText.parse(parseExactJson(text))).toBe(text);
      }),
    );
  });
});

const NULLABLE: readonly (readonly [string, z.ZodType])[] = [
  ['id', wireIdOrNull],
  ['integer', wireIntegerOrNull],
  ['text', wireTextOrNull],
  ['boolean', wireBooleanOrNull],
  ['time', wireTimeMsOrNull],
  ['decimal', wireDecimalOrNull],
];

describe.each(NULLABLE)('%s or null', (_name, reader) => {
  test('absent is null and never a value', () => {
    expect(reader.parse(undefined)).toBeNull();
    expect(reader.parse(null)).toBeNull();
  });

  test('whatever comes is read or refused, and nothing is thrown past the schema', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 2 }), (value) => {
        const result = reader.safeParse(value);
        if (result.success)
          expect(['string', 'number', 'bigint', 'boolean', 'object']).toContain(typeof result.data);
      }),
    );
  });
});
