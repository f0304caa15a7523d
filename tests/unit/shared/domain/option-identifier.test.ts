import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { OptionKey } from '../../../../src/shared/domain/option.ts';
import {
  formatOptionIdentifier,
  instrumentName,
  isOption,
  normaliseInstrument,
  parseOptionIdentifier,
} from '../../../../src/shared/domain/option-identifier.ts';

const CALL: OptionKey = { symbol: 'AAPL', expiry: '2026-12-18', right: 'call', strike: decimal('150') };

describe('an option identifier', () => {
  it.each([
    'AAPL  261218C00150000',
    'AAPL261218C00150000',
    'aapl 261218c00150000',
    'O:AAPL261218C00150000',
    '.AAPL261218C150',
    'AAPL_261218C150',
    'AAPL 261218 C 150',
    'AAPL 2026-12-18 150 C',
    'AAPL 2026-12-18 150C',
    'AAPL 2026/12/18 C150',
    'AAPL, 20261218, call, $150.00',
    ' AAPL 2026-12-18 150.0 Call ',
    'AAPL.US 2026-12-18 150 C',
  ])('is read from %j', (text) => {
    expect(parseOptionIdentifier(text)).toEqual(CALL);
  });

  it.each([
    ['TCH.HK261230P00602500', { symbol: 'TCH.HK', expiry: '2026-12-30', right: 'put', strike: '602.5' }],
    ['700 2026-12-30 602.5 put', { symbol: '00700', expiry: '2026-12-30', right: 'put', strike: '602.5' }],
    ['BRK.B 261218C00500000', { symbol: 'BRK.B', expiry: '2026-12-18', right: 'call', strike: '500' }],
    ['SPXW  261218C06000000', { symbol: 'SPXW', expiry: '2026-12-18', right: 'call', strike: '6000' }],
    ['F 261218P00012505', { symbol: 'F', expiry: '2026-12-18', right: 'put', strike: '12.505' }],
  ])('%j is %j', (text, key) => {
    expect(parseOptionIdentifier(text)).toEqual(key);
  });

  it.each([
    '',
    'AAPL',
    'AAPL 150 C',
    'AAPL 261318C00150000',
    'AAPL 260230C00150000',
    'AAPL 261218C00000000',
    'AAPL 261218X00150000',
    'AAPL 12/18/26 150 C',
    'AAPL 2026-12-18 0.0001 C',
    'AAPL 2026-12-18 100000 C',
    'AAPL 2026-12-18 1.5.0 C',
    'ABCDEFG 2026-12-18 150 C',
    `AAPL 2026-12-18 150 C${' '.repeat(100)}`,
  ])('is not read from %j', (text) => {
    expect(parseOptionIdentifier(text)).toBeNull();
  });
});

const keys: fc.Arbitrary<OptionKey> = fc.record({
  symbol: fc.oneof(
    fc.stringMatching(/^[A-Z]{1,6}$/),
    fc.stringMatching(/^[A-Z]{3}$/).map((text) => `${text}.HK`),
    fc.stringMatching(/^\d{5}$/),
  ),
  expiry: fc
    .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2099, 11, 31) })
    .map((timeMs) => new Date(timeMs).toISOString().slice(0, 10)),
  right: fc.constantFrom('call' as const, 'put' as const),
  strike: fc.integer({ min: 1, max: 99_999_999 }).map((thousandths) => decimal(thousandths / 1000)),
});

it('every form of every option is read back as the same option', () => {
  fc.assert(
    fc.property(keys, (key) => {
      const identifier = formatOptionIdentifier(key);
      expect(identifier).toHaveLength(21);
      const { symbol, expiry, right, strike } = key;
      const forms = [
        identifier,
        identifier.replace(/ /g, ''),
        identifier.toLowerCase(),
        `${symbol} ${expiry} ${strike} ${right}`,
        `${symbol} ${expiry.replaceAll('-', '')} ${right.charAt(0)} ${strike}`,
      ];
      for (const form of forms) expect(parseOptionIdentifier(form), form).toEqual(key);
    }),
    { numRuns: 2_000 },
  );
});

it('no text breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (text) => {
      const key = parseOptionIdentifier(text);
      if (key !== null) expect(parseOptionIdentifier(formatOptionIdentifier(key))).toEqual(key);
    }),
    { numRuns: 2_000 },
  );
});

describe('the name of what is ordered', () => {
  const keys = fc.record({
    symbol: fc.constantFrom('AAPL', 'F', 'BRK.B', 'TCH.HK'),
    expiry: fc.constantFrom('2026-12-18', '2027-01-15'),
    right: fc.constantFrom('call' as const, 'put' as const),
    strike: fc.integer({ min: 1, max: 99_999_999 }).map((thousandths) => decimal(`${thousandths}e-3`)),
  });

  it('is the identifier, whatever form it was written in, and people read words that mean the same', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const identifier = formatOptionIdentifier(key);
        expect(isOption(identifier)).toBe(true);
        expect(normaliseInstrument(instrumentName(identifier))).toBe(identifier);
        expect(normaliseInstrument(identifier.replace(/ /g, '').toLowerCase())).toBe(identifier);
      }),
    );
    expect(instrumentName('AAPL  261218C00150000')).toBe('AAPL 2026-12-18 150 CALL');
  });

  it('of anything else is its symbol', () => {
    expect(normaliseInstrument('700.HK')).toBe('00700');
    expect(normaliseInstrument('aapl')).toBe('AAPL');
    expect(instrumentName('AAPL')).toBe('AAPL');
    expect(isOption('AAPL')).toBe(false);
  });
});
