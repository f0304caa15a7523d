import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onlyReducesRisk } from '../../../../src/main/risk/modify-risk.ts';
import { compare, decimal } from '../../../../src/shared/domain/decimal.ts';
import type { OrderDraft } from '../../../../src/shared/domain/order.ts';
import { ORDER } from './control-facts-of.ts';

const STOP: OrderDraft = { ...ORDER, orderType: 'STP', limitPrice: null, stopPrice: decimal(90) };
const MARKET: OrderDraft = { ...ORDER, orderType: 'MKT', limitPrice: null };

const TRAIL: OrderDraft = {
  ...MARKET,
  orderType: 'TRAIL',
  trail: { by: 'percent', value: decimal(2) },
};
const DATED: OrderDraft = { ...ORDER, timeInForce: 'GTD', expiresAtMs: 1_000 };

describe('a change of an open order', () => {
  it.each<[string, Partial<OrderDraft>, Partial<OrderDraft>, boolean]>([
    ['fewer', {}, { quantity: decimal(9) }, true],
    ['more', {}, { quantity: decimal(11) }, false],
    ['a buy that pays less', {}, { limitPrice: decimal(99) }, true],
    ['a buy that pays more', {}, { limitPrice: decimal('100.01') }, false],
    ['a sale that asks more', { side: 'SELL' }, { limitPrice: decimal(101) }, true],
    ['a sale that asks less', { side: 'SELL' }, { limitPrice: decimal('99.99') }, false],
    ['fewer, but dearer', {}, { quantity: decimal(1), limitPrice: decimal(101) }, false],
    ['cheaper, but more', {}, { quantity: decimal(11), limitPrice: decimal(1) }, false],
    ['a limit taken away', {}, { orderType: 'MKT', limitPrice: null }, false],
    ['a longer life', {}, { timeInForce: 'GTC' }, false],
    ['extended hours', {}, { session: 'extended' }, false],
    ['another side', {}, { side: 'SELL' }, false],
    ['a stop moved up', STOP, { stopPrice: decimal(91) }, false],
    ['a stop moved down', STOP, { stopPrice: decimal(89) }, false],
    ['a smaller stop order', STOP, { quantity: decimal(1) }, true],
    ['a wider trail', TRAIL, { trail: { by: 'percent', value: decimal(3) } }, false],
    ['a tighter trail', TRAIL, { trail: { by: 'percent', value: decimal(1) } }, false],
    ['a trail in money', TRAIL, { trail: { by: 'amount', value: decimal(2) } }, false],
    ['a smaller trailing order', TRAIL, { quantity: decimal(1) }, true],
    ['a later end', DATED, { expiresAtMs: 2_000 }, false],
    ['an earlier end', DATED, { expiresAtMs: 500 }, true],
    ['an earlier end, but more', DATED, { expiresAtMs: 500, quantity: decimal(11) }, false],
    ['no end any more', DATED, { expiresAtMs: null }, false],
    ['a smaller market order', MARKET, { quantity: decimal(1) }, true],
  ])('%s', (_name, open, change, isReduction) => {
    const before = { ...ORDER, ...open };
    expect(onlyReducesRisk(before, { ...before, ...change })).toBe(isReduction);
  });

  it('never counts as a reduction in both directions, but for no change at all', () => {
    const figure = fc.integer({ min: 1, max: 1000 }).map(decimal);
    const draft = fc
      .record({
        quantity: figure,
        limitPrice: figure,
        side: fc.constantFrom('BUY' as const, 'SELL' as const),
      })
      .map((part): OrderDraft => ({ ...ORDER, ...part }));
    fc.assert(
      fc.property(draft, draft, (one, other) => {
        if (!onlyReducesRisk(one, other)) return;
        expect(compare(other.quantity, one.quantity)).toBeLessThanOrEqual(0);
        if (onlyReducesRisk(other, one)) expect(other).toEqual(one);
      }),
    );
  });
});
