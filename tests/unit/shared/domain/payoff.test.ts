import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  multiply,
  ZERO,
} from '../../../../src/shared/domain/decimal.ts';
import {
  type PayoffLeg,
  payoffAt,
  payoffCurve,
  payoffFigures,
} from '../../../../src/shared/domain/payoff.ts';

const leg = (
  kind: PayoffLeg['kind'],
  side: PayoffLeg['side'],
  strike: string | null,
  price: string,
  shares = 100,
): PayoffLeg => ({
  kind,
  side,
  shares: decimal(shares),
  strike: strike === null ? null : decimal(strike),
  price: decimal(price),
});

const LIMITED = (amount: string) => ({ isLimited: true, amount: decimal(amount) });
const UNLIMITED = { isLimited: false, amount: null };

describe('what an order of options can lose and win', () => {
  it.each([
    ['a bought call', [leg('call', 'BUY', '190', '3.2')], LIMITED('320'), UNLIMITED, ['193.2']],
    ['a sold call', [leg('call', 'SELL', '190', '3.2')], UNLIMITED, LIMITED('320'), ['193.2']],
    ['a bought put', [leg('put', 'BUY', '190', '3.2')], LIMITED('320'), LIMITED('18680'), ['186.8']],
    ['a sold put', [leg('put', 'SELL', '190', '3.2')], LIMITED('18680'), LIMITED('320'), ['186.8']],
    ['a short share', [leg('share', 'SELL', null, '187.5', 10)], UNLIMITED, LIMITED('1875'), ['187.5']],
    [
      'a call spread',
      [leg('call', 'BUY', '190', '5'), leg('call', 'SELL', '200', '2')],
      LIMITED('300'),
      LIMITED('700'),
      ['193'],
    ],
    [
      'a straddle',
      [leg('call', 'BUY', '190', '5'), leg('put', 'BUY', '190', '4')],
      LIMITED('900'),
      UNLIMITED,
      ['181', '199'],
    ],
    [
      'an iron condor',
      [
        leg('put', 'BUY', '170', '1'),
        leg('put', 'SELL', '180', '3'),
        leg('call', 'SELL', '200', '3'),
        leg('call', 'BUY', '210', '1'),
      ],
      LIMITED('600'),
      LIMITED('400'),
      ['176', '204'],
    ],
    [
      'a covered call',
      [leg('share', 'BUY', null, '187'), leg('call', 'SELL', '190', '3')],
      LIMITED('18400'),
      LIMITED('600'),
      ['184'],
    ],
  ] as const)('%s', (_name, legs, maxLoss, maxGain, breakevens) => {
    expect(payoffFigures(legs)).toEqual({ maxLoss, maxGain, breakevens: breakevens.map(decimal) });
  });

  it('fees make the loss larger, the gain smaller, and move the breakeven', () => {
    expect(payoffFigures([leg('put', 'SELL', '190', '3.2')], decimal('2'))).toEqual({
      maxLoss: LIMITED('18682'),
      maxGain: LIMITED('318'),
      breakevens: [decimal('186.82')],
    });
  });

  it('names both ends of a stretch without result', () => {
    const free = [leg('call', 'BUY', '190', '2'), leg('call', 'SELL', '200', '2')];
    expect(payoffFigures(free).breakevens).toEqual([ZERO, decimal(190)]);
  });
});

const cents = (max: number) =>
  fc.integer({ min: 1, max }).map((value) => multiply(decimal(value), decimal('0.01')));
const anyLeg = fc.record({
  kind: fc.constantFrom('call' as const, 'put' as const, 'share' as const),
  side: fc.constantFrom('BUY' as const, 'SELL' as const),
  shares: fc.integer({ min: 1, max: 20 }).map((lots) => decimal(lots * 50)),
  strike: fc.integer({ min: 1, max: 80 }).map((step) => decimal(step * 5)),
  price: cents(5_000),
});
const anyLegs = fc
  .array(anyLeg, { minLength: 1, maxLength: 4 })
  .map((legs) => legs.map((one) => (one.kind === 'share' ? { ...one, strike: null } : one)));
const anyFees = fc.integer({ min: 0, max: 5_000 }).map((value) => multiply(decimal(value), decimal('0.01')));

/** By hand, in whole cents, without any of the code under test: cents fit a double exactly. */
function resultInCents(legs: readonly PayoffLeg[], price: number, fees: Decimal): number {
  const inCents = (value: Decimal) => Math.round(Number(value) * 100);
  const results = legs.map(({ kind, side, shares, strike, price: paid }) => {
    const over = price - inCents(strike ?? ZERO);
    const worth = kind === 'share' ? price : Math.max(0, kind === 'call' ? over : -over);
    return (side === 'BUY' ? 1 : -1) * Number(shares) * (worth - inCents(paid));
  });
  return results.reduce((total, one) => total + one, 0) - inCents(fees);
}

/** Above the highest strike of the generated legs, so that the ends of the curve show where it goes. */
const HIGH_CENTS = 60_000;
/** Strikes are multiples of it, so that every corner is looked at. */
const STEP_CENTS = 500;

describe('compared with every price', () => {
  it('no price loses or wins more than the figures say, and some price reaches a limited one', () => {
    fc.assert(
      fc.property(anyLegs, anyFees, (legs, fees) => {
        const { maxLoss, maxGain } = payoffFigures(legs, fees);
        const all = Array.from({ length: HIGH_CENTS / STEP_CENTS + 1 }, (_, step) =>
          resultInCents(legs, step * STEP_CENTS, fees),
        );
        const lowest = Math.min(...all);
        const highest = Math.max(...all);
        const [beforeEnd = 0, end = 0] = all.slice(-2);
        expect(maxLoss.isLimited).toBe(end >= beforeEnd);
        expect(maxGain.isLimited).toBe(end <= beforeEnd);
        if (maxLoss.amount !== null)
          expect(Number(multiply(maxLoss.amount, decimal(100)))).toBe(Math.max(0, -lowest));
        if (maxGain.amount !== null)
          expect(Number(multiply(maxGain.amount, decimal(100)))).toBe(Math.max(0, highest));
      }),
      { numRuns: 400 },
    );
  });

  it('the result at any price is the sum by hand', () => {
    fc.assert(
      fc.property(anyLegs, anyFees, fc.integer({ min: 0, max: HIGH_CENTS }), (legs, fees, price) => {
        const at = multiply(decimal(price), decimal('0.01'));
        const result = payoffAt(legs, at, fees);
        expect(Number(multiply(result, decimal(100)))).toBe(resultInCents(legs, price, fees));
      }),
    );
  });

  it('at a breakeven the result is zero but for the rounding, and every change of sign has one', () => {
    fc.assert(
      fc.property(anyLegs, anyFees, (legs, fees) => {
        const { breakevens } = payoffFigures(legs, fees);
        // A millionth of the price, for each of at most 4 x 1,000 shares.
        const rounding = decimal('0.004');
        for (const price of breakevens)
          expect(compare(absolute(payoffAt(legs, price, fees)), rounding)).toBeLessThanOrEqual(0);
        let before = resultInCents(legs, 0, fees);
        for (let price = STEP_CENTS; price <= HIGH_CENTS; price += STEP_CENTS) {
          const result = resultInCents(legs, price, fees);
          if (before * result < 0) {
            const inside = breakevens
              .map(Number)
              .filter((at) => at * 100 > price - STEP_CENTS && at * 100 < price);
            expect(inside).toHaveLength(1);
          }
          before = result;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('the other side of every leg wins what this one loses', () => {
    const turned = (legs: readonly PayoffLeg[]): PayoffLeg[] =>
      legs.map((one) => ({ ...one, side: one.side === 'BUY' ? 'SELL' : 'BUY' }));
    fc.assert(
      fc.property(anyLegs, (legs) => {
        const figures = payoffFigures(legs);
        const other = payoffFigures(turned(legs));
        expect(other).toEqual({ ...figures, maxLoss: figures.maxGain, maxGain: figures.maxLoss });
      }),
    );
  });

  it('straight lines between the corners of the curve are the curve', () => {
    fc.assert(
      fc.property(anyLegs, (legs) => {
        const curve = payoffCurve(legs, { from: decimal(3), to: decimal(500) });
        expect(curve[0]?.price).toBe('3');
        expect(curve.at(-1)?.price).toBe('500');
        curve.slice(1).forEach((right, index) => {
          const left = curve[index]!;
          const middle = multiply(add(left.price, right.price), decimal('0.5'));
          const straight = multiply(add(left.result, right.result), decimal('0.5'));
          expect(payoffAt(legs, middle)).toBe(straight);
        });
      }),
    );
  });
});
