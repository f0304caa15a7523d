import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  combinationName,
  comboTypeOf,
  legsIssue,
  type OrderLeg,
} from '../../../src/shared/domain/combination.ts';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import { formatOptionIdentifier } from '../../../src/shared/domain/option-identifier.ts';
import type { OrderRow } from '../../../src/tiger/methods/order-schemas.ts';
import {
  combinationLegsOf,
  combinationParamsOf,
} from '../../../src/worker/tiger-mapping/combination-mapping.ts';

const side = fc.constantFrom('BUY' as const, 'SELL' as const);
const option = fc
  .record({
    expiry: fc.constantFrom('2026-12-18', '2027-01-15'),
    right: fc.constantFrom('call' as const, 'put' as const),
    strike: fc
      .integer({ min: 1, max: 99_999_999 })
      .map((thousandths) => decimal((thousandths / 1_000).toFixed(3))),
  })
  .map((key) => formatOptionIdentifier({ symbol: 'AAPL', ...key }));
const legs = fc.uniqueArray(fc.record({ symbol: option, side, ratio: fc.integer({ min: 1, max: 9 }) }), {
  minLength: 2,
  maxLength: 4,
  selector: ({ symbol }) => symbol,
});

/** The row that the broker would answer: what each leg of this order does. */
function rowOf(sent: ReturnType<typeof combinationParamsOf>, action: 'BUY' | 'SELL'): OrderRow {
  const turn = { BUY: 'SELL', SELL: 'BUY' } as const;
  const shown = sent.contract_legs.map(({ sec_type: secType, action: own, ratio, ...names }) => ({
    ...names,
    secType,
    ratio: decimal(ratio),
    action: action === 'BUY' ? own : turn[own],
  }));
  return { secType: 'MLEG', symbol: sent.symbol, action, legs: shown } as unknown as OrderRow;
}

it('property: what is sent is read back as the same legs, of a purchase and of a sale', () => {
  fc.assert(
    fc.property(legs, side, (sent: OrderLeg[], action) => {
      expect(legsIssue(sent)).toBeNull();
      const params = combinationParamsOf(combinationName('AAPL', sent), sent);
      expect(params).toMatchObject({ symbol: 'AAPL', sec_type: 'MLEG' });
      expect(combinationLegsOf(rowOf(params, action))).toEqual(sent);
    }),
  );
});

it('is sent as the vendor sends it (vector py14)', () => {
  const vertical: OrderLeg[] = [
    { symbol: 'AAPL  261218C00200000', side: 'BUY', ratio: 1 },
    { symbol: 'AAPL  261218C00210500', side: 'SELL', ratio: 2 },
  ];
  const { contract_legs: sent } = combinationParamsOf(combinationName('AAPL', vertical), vertical);
  const leg = { symbol: 'AAPL', sec_type: 'OPT', expiry: '20261218', right: 'CALL' };
  expect(sent).toEqual([
    { ...leg, strike: '200.0', action: 'BUY', ratio: 1 },
    { ...leg, strike: '210.5', action: 'SELL', ratio: 2 },
  ]);
});

it('a leg that cannot be read makes none of them known', () => {
  const row = rowOf({ symbol: 'AAPL', sec_type: 'MLEG', combo_type: 'CUSTOM', contract_legs: [] }, 'BUY');
  expect(combinationLegsOf(row)).toBeNull();
  const unread = { ...row, legs: [{ symbol: null, action: 'BUY' }] } as unknown as OrderRow;
  expect(combinationLegsOf(unread)).toBeNull();
});

it.each([
  ['VERTICAL', '261218C00200000', 'BUY', '261218C00210000', 'SELL'],
  ['STRADDLE', '261218C00200000', 'BUY', '261218P00200000', 'BUY'],
  ['STRANGLE', '261218C00210000', 'BUY', '261218P00200000', 'BUY'],
  ['CALENDAR', '270115C00200000', 'BUY', '261218C00200000', 'SELL'],
  ['DIAGONAL', '270115C00200000', 'BUY', '261218C00210000', 'SELL'],
  ['SYNTHETIC', '261218C00200000', 'BUY', '261218P00200000', 'SELL'],
  ['CUSTOM', '261218C00200000', 'BUY', '261218C00210000', 'BUY'],
] as const)('%s', (type, first, firstSide, second, secondSide) => {
  const leg = (name: string, side: 'BUY' | 'SELL') => ({ symbol: `AAPL  ${name}`, side, ratio: 1 });
  expect(comboTypeOf([leg(first, firstSide), leg(second, secondSide)])).toBe(type);
});
