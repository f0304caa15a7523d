import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ABSENT,
  formatAmount,
  formatBytes,
  formatPrice,
  formatQuantity,
  formatRate,
  formatSigned,
  formatSignedRate,
  groupDigits,
} from '../../../src/renderer/i18n/format-number.ts';
import { type Decimal, decimal } from '../../../src/shared/domain/decimal.ts';

describe('exact figures as text', () => {
  it.each([
    ['0', '0'],
    ['999', '999'],
    ['1000', '1,000'],
    ['1234567.5', '1,234,567.5'],
    ['-1234567.1234', '−1,234,567.1234'],
    ['-100', '−100'],
    ['12345678901234567890.01', '12,345,678,901,234,567,890.01'],
  ])('groups %s as %s', (text, grouped) => {
    expect(groupDigits(text)).toBe(grouped);
  });

  it('never changes a digit, whatever the size', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.nat(999_999), (whole, fraction) => {
        const text = `${whole}.${fraction}`;
        expect(groupDigits(text).replaceAll(',', '').replace('−', '-')).toBe(text);
      }),
    );
  });

  it('says absence instead of zero', () => {
    for (const format of [formatAmount, formatPrice, formatQuantity, formatRate, formatSigned]) {
      expect((format as (value: Decimal | null) => string)(null)).toBe(ABSENT);
    }
  });

  it('keeps the digits of a price and pads to two places', () => {
    expect(formatPrice(decimal('187.5'))).toBe('187.50');
    expect(formatPrice(decimal('0.2345'))).toBe('0.2345');
    expect(formatPrice(decimal('12000'))).toBe('12,000.00');
  });

  it('does not print a loss of nothing', () => {
    expect(formatAmount(decimal('-0.001'))).toBe('0.00');
    expect(formatSigned(decimal('-0.004'))).toBe('0.00');
  });

  it('signs gains and losses', () => {
    expect(formatSigned(decimal('1234.5'))).toBe('+1,234.50');
    expect(formatSigned(decimal('-28.85'))).toBe('−28.85');
    expect(formatSigned(decimal(4), 0)).toBe('+4');
    expect(formatSignedRate(decimal('0.0002'))).toBe('+0.02 %');
    expect(formatRate(decimal('0.0125'))).toBe('1.25 %');
  });

  it('writes bytes in binary units', () => {
    expect(formatBytes(0)).toBe('0 B');
    expect(formatBytes(1023)).toBe('1023 B');
    expect(formatBytes(1_572_864)).toBe('1.5 MiB');
  });
});
