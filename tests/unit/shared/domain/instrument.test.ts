import { describe, expect, it } from 'vitest';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import {
  isOnTick,
  marketOfSymbol,
  normaliseSymbol,
  type TickSize,
  tickSizeAt,
} from '../../../../src/shared/domain/instrument.ts';

const row = (
  from: string,
  to: string | null,
  size: string,
  fromInclusive: boolean,
  toInclusive: boolean,
): TickSize => ({
  from: decimal(from),
  to: to === null ? null : decimal(to),
  size: decimal(size),
  fromInclusive,
  toInclusive,
});
/** The table of a US stock as the broker gives it: [0, 1] by 0.0001, then (1, infinity) by 0.01. */
const US = [row('0', '1', '0.0001', true, true), row('1', null, '0.01', false, false)];

describe('symbols', () => {
  it.each([
    ['aapl', 'AAPL'],
    [' AAPL ', 'AAPL'],
    ['AAPL.US', 'AAPL'],
    ['US:AAPL', 'AAPL'],
    ['brk.b', 'BRK.B'],
    ['700', '00700'],
    ['0700', '00700'],
    ['00700', '00700'],
    ['700.HK', '00700'],
    ['HK.00700', '00700'],
    ['TCH.HK', 'TCH.HK'],
    ['600519', '600519'],
  ])('reads %j as %s', (text, symbol) => {
    expect(normaliseSymbol(text)).toBe(symbol);
  });

  it.each([
    ['AAPL', 'US'],
    ['00700', 'HK'],
    ['600519', 'CN'],
  ])('puts %s on the market %s', (symbol, market) => {
    expect(marketOfSymbol(symbol)).toBe(market);
  });
});

describe('tick tables', () => {
  it('takes the first row that covers the price, and respects open and closed ends', () => {
    expect(tickSizeAt(US, decimal('1'))?.size).toBe('0.0001');
    expect(tickSizeAt(US, decimal('1.0001'))?.size).toBe('0.01');
  });

  it('judges a price against its row', () => {
    expect(isOnTick(US, decimal('187.50'))).toBe(true);
    expect(isOnTick(US, decimal('187.505'))).toBe(false);
    expect(isOnTick(US, decimal('0.1234'))).toBe(true);
  });

  it('says nothing where there is no table', () => {
    expect(isOnTick([], decimal('1'))).toBeNull();
  });
});
