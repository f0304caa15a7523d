import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { factsAfterOrders } from '../../../../src/main/risk/facts-after-orders.ts';
import { blocksOf, runControls } from '../../../../src/main/risk/run-controls.ts';
import { notionals } from '../../../../src/main/trading/basket-totals.ts';
import { compare, decimal, sum } from '../../../../src/shared/domain/decimal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { fakeCard, fakeProposal } from '../../../support/fake-trading-data.ts';
import { ASSETS, factsWith, NOW_MS, ORDER, PREVIEW } from './control-facts-of.ts';

/** Whole numbers far below 2^53, so that a test may count with them. */
const leg = fc.record({
  symbol: fc.constantFrom('AAPL', 'MSFT', 'NVDA'),
  side: fc.constantFrom('BUY' as const, 'SELL' as const),
  quantity: fc.integer({ min: 1, max: 60 }),
  price: fc.integer({ min: 1, max: 200 }),
});
type Leg = typeof leg extends fc.Arbitrary<infer T> ? T : never;
const legs = fc.array(leg, { minLength: 1, maxLength: 6 });

function factsFor({ symbol, side, quantity, price }: Leg, cash: number): ControlFacts {
  const flat = decimal(price);
  const base = factsWith();
  const money = decimal(cash);
  return {
    ...base,
    order: { ...ORDER, symbol, side, quantity: decimal(quantity), limitPrice: flat },
    contract: { ...base.contract, symbol },
    quote: { ...base.quote!, symbol, askPrice: flat, bidPrice: flat, lastPrice: flat },
    assets: { ...ASSETS, buyingPower: money, cashAvailableForTrade: money, cashBalance: money },
    preview: { ...PREVIEW, commission: null },
    settings: { ...DEFAULT_RISK_SETTINGS, ordersPerMinuteMax: 4 },
  };
}

/** Each as if those before it were at the broker. */
function judged(drawn: readonly Leg[], cash: number) {
  const facts = drawn.map((one) => factsFor(one, cash));
  return facts.map((own, index) => {
    const after = factsAfterOrders(own, facts.slice(0, index));
    return { after, blocks: new Set(blocksOf(runControls('proposal', after)).map(({ control }) => control)) };
  });
}

describe('the orders of a basket, judged one after the other', () => {
  it('all pass only if all together stay within the counts and the money', () => {
    fc.assert(
      fc.property(legs, fc.integer({ min: 0, max: 40_000 }), (drawn, cash) => {
        const results = judged(drawn, cash);
        const passes = (control: Parameters<(typeof results)[number]['blocks']['has']>[0]) =>
          results.every(({ blocks }) => !blocks.has(control));
        const worth = (one: Leg) => one.quantity * one.price;
        const bought = drawn.filter(({ side }) => side === 'BUY').reduce((all, one) => all + worth(one), 0);
        const whole = drawn.reduce((all, one) => all + worth(one), 0);
        if (passes('order_rate')) expect(drawn.length).toBeLessThanOrEqual(4);
        if (passes('buying_power')) expect(bought).toBeLessThanOrEqual(cash);
        if (passes('daily_notional')) expect(whole).toBeLessThanOrEqual(50_000);
        if (passes('gross_exposure')) expect(whole).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  it('is never easier than the same order alone', () => {
    fc.assert(
      fc.property(legs, fc.integer({ min: 0, max: 40_000 }), (drawn, cash) => {
        const last = drawn.at(-1)!;
        const alone = blocksOf(runControls('proposal', factsFor(last, cash))).map(({ control }) => control);
        expect([...judged(drawn, cash).at(-1)!.blocks]).toEqual(expect.arrayContaining(alone));
      }),
    );
  });

  it('takes money for purchases and never gives any for sales', () => {
    fc.assert(
      fc.property(legs, (drawn) => {
        const powers = judged(drawn, 10_000).map(({ after }) => after.assets!.buyingPower!);
        powers.slice(1).forEach((power, index) => {
          const before = powers[index]!;
          const { side, quantity, price } = drawn[index]!;
          expect(Number(before) - Number(power)).toBe(side === 'BUY' ? quantity * price : 0);
          expect(compare(power, before)).toBeLessThanOrEqual(0);
        });
      }),
    );
  });

  it('leaves nothing where the cost of an earlier purchase is not known', () => {
    const dear = factsFor({ symbol: 'NVDA', side: 'BUY', quantity: 1, price: 1 }, 10_000);
    const unpriced = { ...dear, order: { ...dear.order, currency: 'JPY' } };
    const after = factsAfterOrders(dear, [unpriced]);
    expect(after.assets).toMatchObject({ buyingPower: '0', cashAvailableForTrade: '0' });
    expect(after.preview?.availableAfter ?? '-1').toBe('-1');
  });

  it('adds up the margin of all, by what the broker says of each', () => {
    const preview = {
      ...PREVIEW,
      equityWithLoanBefore: decimal(1000),
      equityWithLoanAfter: decimal(999),
      initialMarginBefore: decimal(0),
      initialMarginAfter: decimal(600),
      maintenanceMarginBefore: decimal(0),
      maintenanceMarginAfter: decimal(500),
      availableAfter: decimal(399),
      excessLiquidityAfter: decimal(499),
    };
    const one = { ...factsFor({ symbol: 'AAPL', side: 'BUY', quantity: 1, price: 1 }, 10_000), preview };
    const after = factsAfterOrders(one, [one]);
    expect(after.preview).toMatchObject({ availableAfter: '-202', excessLiquidityAfter: '-2' });
    const control = runControls('proposal', after).find(({ control: id }) => id === 'buying_power');
    expect(control).toMatchObject({ level: 'block', value: '-202' });
  });
});

describe('the sums on the card of a basket', () => {
  it('are those of its orders, by currency and side, in any order of the orders', () => {
    const card = fakeCard(fakeProposal(NOW_MS, 'a', {}), NOW_MS, 1);
    const drawn = fc.array(
      fc.record({
        currency: fc.constantFrom('USD', 'HKD'),
        side: fc.constantFrom('BUY' as const, 'SELL' as const),
        cents: fc.option(fc.bigInt({ min: 1n, max: 10n ** 14n }), { nil: null, freq: 20 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(drawn, (rows) => {
        const cards = rows.map(({ currency, side, cents }) => {
          const amount =
            cents === null ? null : decimal(`${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`);
          return {
            card: {
              ...card,
              order: { ...card.order, side },
              notional: { estimate: amount, worstCase: amount, currency },
            },
          };
        });
        for (const { currency, buys, sells } of notionals(cards)) {
          for (const [side, total] of [['BUY', buys] as const, ['SELL', sells] as const]) {
            const own = cards.filter(
              (one) => one.card.notional.currency === currency && one.card.order.side === side,
            );
            const amounts = own.map((one) => one.card.notional.worstCase);
            const known = amounts.filter((amount) => amount !== null);
            expect(total.count).toBe(own.length);
            expect(total.worstCase).toBe(known.length < amounts.length ? null : sum(known));
          }
        }
        const turned = notionals(cards.toReversed());
        expect(turned).toHaveLength(notionals(cards).length);
        expect(turned).toEqual(expect.arrayContaining(notionals(cards)));
      }),
    );
  });
});
