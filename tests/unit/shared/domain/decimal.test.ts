import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  DECIMAL_LENGTH_MAX,
  type Decimal,
  decimal,
  decimalSchema,
  divide,
  isMultipleOf,
  multiply,
  negate,
  round,
  subtract,
  toFixed,
  ZERO,
} from '../../../../src/shared/domain/decimal.ts';

/** Integers scaled by a power of ten: the exact model that the text arithmetic is compared with. */
const scaled = fc.record({
  units: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
  places: fc.integer({ min: 0, max: 6 }),
});

function toDecimal({ units, places }: { units: bigint; places: number }): Decimal {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const point = digits.length - places;
  const text = places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return decimal(units < 0n ? `-${text}` : text);
}

function toUnits(value: Decimal, places: number): bigint {
  return BigInt(toFixed(value, places).replace('.', ''));
}

describe('decimal arithmetic', () => {
  it('adds exactly as integers of the smallest unit do', () => {
    fc.assert(
      fc.property(scaled, scaled, (left, right) => {
        const places = 6;
        const expected = toUnits(toDecimal(left), places) + toUnits(toDecimal(right), places);
        expect(toUnits(add(toDecimal(left), toDecimal(right)), places)).toBe(expected);
      }),
    );
  });

  it('multiplies exactly', () => {
    fc.assert(
      fc.property(scaled, scaled, (left, right) => {
        const expected = toUnits(toDecimal(left), 6) * toUnits(toDecimal(right), 6);
        expect(toUnits(multiply(toDecimal(left), toDecimal(right)), 12)).toBe(expected);
      }),
    );
  });

  it('takes away what it added', () => {
    fc.assert(
      fc.property(scaled, scaled, (left, right) => {
        const start = toDecimal(left);
        expect(subtract(add(start, toDecimal(right)), toDecimal(right))).toBe(start);
      }),
    );
  });

  it('has one text per value, so equal values are equal strings', () => {
    expect(decimal('1.500')).toBe('1.5');
    expect(decimal('-0.00')).toBe('0');
    expect(add(decimal('0.1'), decimal('0.2'))).toBe('0.3');
    fc.assert(
      fc.property(scaled, (value) => {
        expect(negate(negate(toDecimal(value)))).toBe(toDecimal(value));
      }),
    );
  });

  it('orders values as numbers, not as texts', () => {
    expect(compare(decimal('9'), decimal('10'))).toBe(-1);
    expect(compare(decimal('-9'), decimal('-10'))).toBe(1);
    expect(compare(decimal('1.0'), decimal('1'))).toBe(0);
  });

  it('rounds half to even by default, and down when told', () => {
    expect(round(decimal('2.345'), 2)).toBe('2.34');
    expect(round(decimal('2.355'), 2)).toBe('2.36');
    expect(round(decimal('2.359'), 2, 'down')).toBe('2.35');
    expect(divide(decimal(2), decimal(3), 4)).toBe('0.6667');
  });

  it('refuses division by zero and a step of zero', () => {
    expect(() => divide(decimal(1), ZERO, 2)).toThrow(RangeError);
    expect(() => isMultipleOf(decimal(1), ZERO)).toThrow(RangeError);
  });

  it('tells ticks exactly where doubles fail', () => {
    expect(0.3 % 0.1).not.toBe(0);
    expect(isMultipleOf(decimal('0.3'), decimal('0.1'))).toBe(true);
    expect(isMultipleOf(decimal('187.505'), decimal('0.01'))).toBe(false);
  });
});

describe('decimal input', () => {
  it.each(['1e30', 'NaN', 'Infinity', '', ' 1', '1 ', '+1', '01', '1.', '.5', '1,000', '0x10', '１', '--1'])(
    'refuses %j as plain decimal text',
    (text) => {
      expect(decimalSchema.safeParse(text).success).toBe(false);
    },
  );

  it('refuses a text longer than its limit', () => {
    expect(decimalSchema.safeParse('9'.repeat(DECIMAL_LENGTH_MAX + 1)).success).toBe(false);
    expect(decimalSchema.safeParse('9'.repeat(DECIMAL_LENGTH_MAX)).success).toBe(true);
  });

  it('refuses numbers that are none', () => {
    expect(() => decimal(Number.NaN)).toThrow(RangeError);
    expect(() => decimal(Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(() => decimal('abc')).toThrow(RangeError);
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(scaled, (value) => {
        expect(decimalSchema.parse(toDecimal(value))).toBe(toDecimal(value));
      }),
    );
  });
});
