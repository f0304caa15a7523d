import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tradableQuantity } from '../../../../src/main/risk/tradable-quantity.ts';
import { compare, decimal, isMultipleOf, subtract } from '../../../../src/shared/domain/decimal.ts';

const WHOLE = { lotSize: decimal(1), supportsFractional: false };

describe('the part of a quantity that the exchange takes', () => {
  it.each([
    ['100.5', WHOLE, '100'],
    ['0.5', WHOLE, '0'],
    ['100.5', { ...WHOLE, supportsFractional: true }, '100.5'],
    ['100.5', { lotSize: null, supportsFractional: null }, '100'],
    ['100.5', { lotSize: null, supportsFractional: true }, '100.5'],
    ['1250', { lotSize: decimal(500), supportsFractional: false }, '1000'],
    ['1250', { lotSize: decimal(500), supportsFractional: true }, '1000'],
  ])('of %s by %o is %s', (quantity, contract, part) => {
    expect(tradableQuantity(decimal(quantity), contract)).toBe(part);
  });

  it('is whole lots, never more, and never a lot less', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 5000 }),
        (thousandths, size) => {
          const quantity = decimal((thousandths / 1000).toFixed(3));
          const lot = decimal(size);
          const part = tradableQuantity(quantity, { lotSize: lot, supportsFractional: false });
          expect(isMultipleOf(part, lot)).toBe(true);
          expect(compare(part, quantity)).toBeLessThanOrEqual(0);
          expect(compare(subtract(quantity, part), lot)).toBe(-1);
        },
      ),
    );
  });
});
