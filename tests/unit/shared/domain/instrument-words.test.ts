import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinationName, type OrderLeg, turnedLegs } from '../../../../src/shared/domain/combination.ts';
import { instrumentWords } from '../../../../src/shared/domain/instrument-words.ts';
import { canonicalOption } from '../../../../src/shared/domain/option-identifier.ts';

/** `+1 2026-12-18 190 C` */
function leg(text: string): OrderLeg {
  const [count = '', ...option] = text.split(' ');
  const symbol = canonicalOption(`AAPL ${option.join(' ')}`);
  if (symbol === null) throw new Error(text);
  return { symbol, side: count.startsWith('+') ? 'BUY' : 'SELL', ratio: Math.abs(Number(count)) };
}
const words = (...legs: string[]) =>
  instrumentWords({ symbol: 'AAPL COMBO 0123456789', legs: legs.map((each) => leg(each)) });

describe('what an order is about, in words', () => {
  it('is the symbol of a share, and an option as it is read back', () => {
    expect(instrumentWords({ symbol: 'AAPL', legs: null })).toBe('AAPL');
    expect(instrumentWords({ symbol: 'AAPL  261218C00190000', legs: null })).toBe('AAPL 2026-12-18 190 CALL');
  });

  it('is the name that a combination is filed under where no more is known', () => {
    const symbol = combinationName('AAPL', [leg('+1 2026-12-18 190 C'), leg('-1 2026-12-18 195 C')]);
    expect(instrumentWords({ symbol, legs: null })).toBe(symbol);
  });

  it.each([
    [['+1 2026-12-18 190 C', '-1 2026-12-18 195 C'], '2026-12-18 190/195 call spread'],
    [['-1 2026-12-18 195 C', '+1 2026-12-18 190 C'], '2026-12-18 190/195 call spread'],
    [['+1 2026-12-18 195 P', '-1 2026-12-18 190 P'], '2026-12-18 195/190 put spread'],
    [['+1 2026-12-18 190 C', '+1 2026-12-18 190 P'], '2026-12-18 190 straddle'],
    [['+1 2026-12-18 200 C', '+1 2026-12-18 180 P'], '2026-12-18 180/200 strangle'],
    [['+1 2026-12-18 190 C', '-1 2026-12-18 190 P'], '2026-12-18 190 synthetic long'],
    [['+1 2026-12-18 190 P', '-1 2026-12-18 190 C'], '2026-12-18 190 synthetic short'],
    [['-1 2026-12-18 190 C', '+1 2027-01-15 190 C'], '2027-01-15/2026-12-18 190 call calendar'],
    [['+1 2027-01-15 190 P', '-1 2026-12-18 185 P'], '2027-01-15 190/2026-12-18 185 put diagonal'],
    [
      ['+1 2026-12-18 180 C', '-2 2026-12-18 190 C', '+1 2026-12-18 200 C'],
      '2026-12-18 180/190/200 call butterfly',
    ],
    [
      ['+1 2026-12-18 180 P', '-1 2026-12-18 185 P', '-1 2026-12-18 195 P', '+1 2026-12-18 200 P'],
      '2026-12-18 180/185/195/200 put condor',
    ],
    [
      ['-1 2026-12-18 180 P', '+1 2026-12-18 185 P', '+1 2026-12-18 195 C', '-1 2026-12-18 200 C'],
      '2026-12-18 180/185/195/200 iron condor',
    ],
    [
      ['-1 2026-12-18 180 P', '+1 2026-12-18 190 C', '+1 2026-12-18 190 P', '-1 2026-12-18 200 C'],
      '2026-12-18 180/190/200 iron butterfly',
    ],
  ])('%j: %s', (legs, expected) => {
    expect(words(...legs)).toBe(`AAPL ${expected}`);
  });

  it.each([
    // Not what a trader would take the name for.
    [['+1 2026-12-18 190 C', '-2 2026-12-18 195 C'], '2026-12-18 +1 190 CALL -2 195 CALL'],
    [['+1 2026-12-18 200 P', '+1 2026-12-18 180 C'], '2026-12-18 +1 200 PUT +1 180 CALL'],
    [['-1 2026-12-18 190 C', '-1 2026-12-18 190 P'], '2026-12-18 -1 190 CALL -1 190 PUT'],
    [['+1 2027-01-15 190 C', '-1 2026-12-18 190 P'], '+1 2027-01-15 190 CALL -1 2026-12-18 190 PUT'],
    [
      ['+1 2026-12-18 180 C', '-2 2026-12-18 190 C', '+1 2026-12-18 210 C'],
      '2026-12-18 +1 180 CALL -2 190 CALL +1 210 CALL',
    ],
    [
      ['+1 2026-12-18 180 P', '-1 2026-12-18 185 P', '-1 2026-12-18 195 C', '+1 2026-12-18 200 C'],
      '2026-12-18 +1 180 PUT -1 185 PUT -1 195 CALL +1 200 CALL',
    ],
  ])('%j, which has no name, is told leg by leg', (legs, expected) => {
    expect(words(...legs)).toBe(`AAPL ${expected}`);
  });

  it('property: it never says the same of a combination and of the one turned round', () => {
    const option = fc
      .record({
        side: fc.constantFrom<'BUY' | 'SELL'>('BUY', 'SELL'),
        ratio: fc.integer({ min: 1, max: 3 }),
        day: fc.constantFrom('2026-12-18', '2027-01-15'),
        right: fc.constantFrom('C', 'P'),
        strike: fc.integer({ min: 18, max: 22 }),
      })
      .map(({ side, ratio, day, right, strike }) => ({
        symbol: canonicalOption(`AAPL ${day} ${strike * 10} ${right}`) ?? '',
        side,
        ratio,
      }));
    const legs = fc.uniqueArray(option, { minLength: 2, maxLength: 4, selector: ({ symbol }) => symbol });
    fc.assert(
      fc.property(legs, (bought) => {
        const said = instrumentWords({ symbol: 'X', legs: bought });
        expect(instrumentWords({ symbol: 'X', legs: turnedLegs(bought) })).not.toBe(said);
      }),
    );
  });
});
