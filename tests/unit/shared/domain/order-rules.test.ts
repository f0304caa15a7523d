import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import {
  type OrderDraft,
  orderDraftSchema,
  orderTypeSchema,
  sessionSchema,
  timeInForceSchema,
} from '../../../../src/shared/domain/order.ts';
import { orderDifference } from '../../../../src/shared/domain/order-difference.ts';
import { PLAIN_FORM } from '../../../../src/shared/domain/order-form.ts';
import { orderIssues } from '../../../../src/shared/domain/order-rules.ts';
import { orderSentence } from '../../../../src/shared/domain/order-sentence.ts';
import { ORDER } from '../../main/risk/control-facts-of.ts';

const price = fc.integer({ min: 1, max: 500 }).map(decimal);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const anyOrder: fc.Arbitrary<OrderDraft> = fc
  .record({
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    orderType: fc.constantFrom(...orderTypeSchema.options),
    limitPrice: orNull(price),
    stopPrice: orNull(price),
    timeInForce: fc.constantFrom(...timeInForceSchema.options),
    session: fc.constantFrom(...sessionSchema.options),
    trail: orNull(fc.record({ by: fc.constantFrom('amount' as const, 'percent' as const), value: price })),
    expiresAtMs: orNull(fc.integer({ min: 1 })),
    attached: orNull(
      fc.record({
        takeProfitPrice: orNull(price),
        stopLossPrice: orNull(price),
        stopLossLimitPrice: orNull(price),
        timeInForce: fc.constantFrom('DAY' as const, 'GTC' as const),
      }),
    ),
    algo: orNull(
      fc.record({
        startMs: orNull(fc.integer()),
        endMs: orNull(fc.integer()),
        participationRate: orNull(fc.constantFrom('0.005', '0.1', '0.9').map(decimal)),
      }),
    ),
  })
  .map((form) => ({ ...ORDER, ...form }));

const HAS = {
  limitPrice: ['LMT', 'STP_LMT'],
  stopPrice: ['STP', 'STP_LMT'],
  trail: ['TRAIL'],
  algo: ['TWAP', 'VWAP'],
} as const;

describe('what of an order goes together', () => {
  it('has every part that its type needs and no other', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        if (orderIssues(order).length > 0) return;
        const { orderType } = order;
        const isAlgo = orderType === 'TWAP' || orderType === 'VWAP';
        for (const [part, types] of Object.entries(HAS)) {
          const isNeeded = (types as readonly string[]).includes(orderType);
          const isGiven = order[part as keyof typeof HAS] !== null;
          if (!(part === 'limitPrice' && isAlgo)) expect([part, isGiven]).toEqual([part, isNeeded]);
        }
        expect(order.expiresAtMs !== null).toBe(order.timeInForce === 'GTD');
        if (order.attached !== null) {
          expect([orderType, order.session]).toEqual(['LMT', 'regular']);
          expect(order.attached.takeProfitPrice ?? order.attached.stopLossPrice).not.toBeNull();
        }
        if (order.session === 'overnight') expect([orderType, order.timeInForce]).toEqual(['LMT', 'DAY']);
        if (isAlgo) expect([order.timeInForce, order.session]).toEqual(['DAY', 'regular']);
        // It is an order that can be stored, and sealed, and read again.
        expect(orderDraftSchema.parse(JSON.parse(JSON.stringify(order)))).toEqual(order);
      }),
      { numRuns: 2_000 },
    );
  });

  it('names the part that does not belong, however plain the rest is', () => {
    const plain: OrderDraft = { ...ORDER, ...PLAIN_FORM };
    expect(orderIssues(plain)).toEqual([]);
    fc.assert(
      fc.property(anyOrder, ({ trail, expiresAtMs, algo }) => {
        const fields = orderIssues({ ...plain, trail, expiresAtMs, algo }).map(({ field }) => field);
        expect(fields.includes('trail')).toBe(trail !== null);
        expect(fields.includes('expiresAtMs')).toBe(expiresAtMs !== null);
        expect(fields.includes('algo')).toBe(algo !== null);
      }),
    );
  });
});

it('reads an order that was stored before these forms existed', () => {
  const { trail: _trail, expiresAtMs: _expiresAtMs, attached: _attached, algo: _algo, ...before } = ORDER;
  expect(orderDraftSchema.parse(JSON.parse(JSON.stringify(before)))).toEqual({ ...ORDER, ...PLAIN_FORM });
});

it('shows every field that differs, and none that does not', () => {
  fc.assert(
    fc.property(anyOrder, anyOrder, (one, other) => {
      expect(orderDifference(one, one)).toEqual([]);
      const fields = orderDifference(one, other).map(({ field }) => field);
      const differ = (Object.keys(one) as (keyof OrderDraft)[]).filter(
        (field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]),
      );
      for (const field of ['orderType', 'limitPrice', 'trail', 'expiresAtMs'] as const) {
        expect([field, fields.includes(field)]).toEqual([field, differ.includes(field)]);
      }
    }),
  );
});

describe('the sentence', () => {
  const order = (patch: Partial<OrderDraft>) => orderSentence({ ...ORDER, ...patch });

  it.each<[Partial<OrderDraft>, string]>([
    [{}, 'BUY 10 AAPL @ 100 LMT DAY'],
    [
      { side: 'SELL', orderType: 'TRAIL', limitPrice: null, trail: { by: 'percent', value: decimal(2) } },
      'SELL 10 AAPL trail 2 % TRAIL DAY',
    ],
    [
      { side: 'SELL', orderType: 'TRAIL', limitPrice: null, trail: { by: 'amount', value: decimal('3.5') } },
      'SELL 10 AAPL trail 3.5 TRAIL DAY',
    ],
    [
      { timeInForce: 'GTD', expiresAtMs: Date.parse('2026-12-01T21:00:00Z') },
      'BUY 10 AAPL @ 100 LMT GTD until 2026-12-01 16:00 New York',
    ],
    [
      {
        attached: {
          takeProfitPrice: decimal(120),
          stopLossPrice: decimal(90),
          stopLossLimitPrice: decimal('89.5'),
          timeInForce: 'GTC',
        },
      },
      'BUY 10 AAPL @ 100 LMT DAY with take profit 120, stop loss 90 limit 89.5, GTC',
    ],
    [
      {
        orderType: 'VWAP',
        limitPrice: null,
        algo: { startMs: null, endMs: Date.parse('2026-12-01T20:00:00Z'), participationRate: decimal('0.1') },
      },
      'BUY 10 AAPL @ market VWAP DAY from now until 2026-12-01 15:00 New York, at most 10 % of the volume',
    ],
    [{ session: 'overnight' }, 'BUY 10 AAPL @ 100 LMT DAY overnight'],
  ])('of %j', (patch, sentence) => {
    expect(order(patch)).toBe(sentence);
  });
});
