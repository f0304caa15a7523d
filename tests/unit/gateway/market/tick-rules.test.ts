import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOnTick, moveByTicks, roundToTick, tickE4At } from '../../../../src/gateway/market/tick-rules.ts';

const e4 = (price: number) => Math.round(price * 10_000);

describe('tick rules', () => {
  test.each([
    ['US', 271.5, true],
    ['US', 271.505, false],
    ['US', 0.5001, true],
    ['US', 1, true],
    ['US', 1.0001, false],
    ['HK', 610.5, true],
    ['HK', 610.2, false],
    ['HK', 200, true],
    ['HK', 300.2, true],
    ['HK', 300.1, false],
    ['HK', 38.22, true],
    ['HK', 38.21, false],
    ['HK', 0.25, true],
    ['HK', 0.253, false],
    ['HK', 9995, true],
    ['HK', 10_000, false],
    ['US', 0, false],
    ['US', -1, false],
  ] as const)('%s price %d on tick: %s', (market, price, isValid) => {
    expect(isOnTick(market, e4(price))).toBe(isValid);
  });

  test('rounding and stepping always give a valid price', () => {
    const market = fc.constantFrom('US' as const, 'HK' as const);
    fc.assert(
      fc.property(market, fc.double({ min: 1, max: 50_000_000, noNaN: true }), (name, raw) => {
        const price = roundToTick(name, raw);
        expect(isOnTick(name, price)).toBe(true);
        const up = moveByTicks(name, price, 1);
        expect(up - price).toBe(tickE4At(name, price + 1));
        expect(moveByTicks(name, up, -1)).toBe(price);
      }),
    );
  });
});
