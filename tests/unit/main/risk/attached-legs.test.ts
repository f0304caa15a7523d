import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachedOutcome } from '../../../../src/main/risk/attached-outcome.ts';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { CONTROL_TABLE } from '../../../../src/main/risk/control-table.ts';
import { independentOrders } from '../../../../src/main/risk/independent-orders.ts';
import { onlyReducesRisk } from '../../../../src/main/risk/modify-risk.ts';
import { pendingQuantity } from '../../../../src/main/risk/pending-orders.ts';
import { isLegOf, wrongSideLegs } from '../../../../src/shared/domain/attached-legs.ts';
import { add, decimal, isPositive, subtract } from '../../../../src/shared/domain/decimal.ts';
import type { BrokerOrder, OrderDraft } from '../../../../src/shared/domain/order.ts';
import type { AttachedLegs } from '../../../../src/shared/domain/order-form.ts';
import { CONTRACT, factsWith, holding, ORDER, openOrder, orderWith } from './control-facts-of.ts';

const LEGS: AttachedLegs = {
  takeProfitPrice: decimal(120),
  stopLossPrice: decimal(90),
  stopLossLimitPrice: null,
  timeInForce: 'GTC',
};
const BRACKET: OrderDraft = { ...ORDER, attached: LEGS };
const withLegs = (legs: Partial<AttachedLegs>, order: Partial<OrderDraft> = {}) =>
  orderWith({ ...order, attached: { ...LEGS, ...legs } });

function rules(change: Partial<ControlFacts>) {
  return CONTROL_TABLE.find(({ id }) => id === 'contract_rules')!.judge(factsWith(change));
}

describe('the legs of a bracket', () => {
  it.each<[string, Partial<ControlFacts>, string, RegExp]>([
    ['on both sides', withLegs({}), 'pass', /./],
    [
      'a profit below a buy',
      withLegs({ takeProfitPrice: decimal(99) }),
      'block',
      /take profit at 99 must be above/,
    ],
    ['a profit at the price', withLegs({ takeProfitPrice: decimal(100) }), 'block', /must be above/],
    [
      'a loss above a buy',
      withLegs({ stopLossPrice: decimal(101) }),
      'block',
      /stop loss at 101 must be below/,
    ],
    ['a stop with its limit at its trigger', withLegs({ stopLossLimitPrice: decimal(90) }), 'pass', /./],
    [
      'a stop whose limit nobody would pay once it is triggered',
      withLegs({ stopLossLimitPrice: decimal('90.01') }),
      'block',
      /limit at 90.01 of the stop loss must not be above its trigger 90/,
    ],
    [
      'the same of a short sale',
      withLegs(
        { takeProfitPrice: decimal(90), stopLossPrice: decimal(110), stopLossLimitPrice: decimal(109) },
        { side: 'SELL' },
      ),
      'block',
      /must not be below its trigger 110/,
    ],
    [
      'of a short sale, on both sides',
      withLegs({ takeProfitPrice: decimal(90), stopLossPrice: decimal(110) }, { side: 'SELL' }),
      'pass',
      /./,
    ],
    [
      'of a short sale, as of a buy',
      withLegs({}, { side: 'SELL' }),
      'block',
      /take profit at 120 must be below/,
    ],
    ['on an option', withLegs({}, { securityType: 'OPT' }), 'block', /for shares only/],
    [
      'off the tick',
      withLegs({ stopLossPrice: decimal('90.001') }),
      'block',
      /stop loss price 90.001 is not on/,
    ],
    [
      'on an order that closes',
      {
        ...withLegs({ takeProfitPrice: decimal(90), stopLossPrice: decimal(110) }, { side: 'SELL' }),
        positions: [holding('10')],
      },
      'block',
      /closes a position/,
    ],
  ])('%s', (_name, change, level, text) => {
    const judgement = rules(change);
    expect([judgement.level, judgement.text]).toEqual([level, expect.stringMatching(text)]);
  });

  it('win and lose what stands between their prices and the limit, exactly', () => {
    expect(attachedOutcome(BRACKET, CONTRACT)).toEqual({ profit: '200', loss: '100' });
    const limited = { ...BRACKET, attached: { ...LEGS, stopLossLimitPrice: decimal('89.5') } };
    expect(attachedOutcome(limited, CONTRACT)).toEqual({ profit: '200', loss: '105' });
    expect(attachedOutcome(ORDER, CONTRACT)).toBeNull();
  });

  const cents = fc.integer({ min: 1, max: 50_000 }).map((value) => decimal((value / 100).toFixed(2)));
  const anyBracket = fc
    .record({
      side: fc.constantFrom('BUY' as const, 'SELL' as const),
      limitPrice: cents,
      takeProfitPrice: fc.option(cents, { nil: null }),
      stopLossPrice: fc.option(cents, { nil: null }),
      quantity: fc.integer({ min: 1, max: 1_000 }).map(decimal),
    })
    .map(({ side, limitPrice, quantity, ...prices }): OrderDraft => {
      return { ...ORDER, side, limitPrice, quantity, attached: { ...LEGS, ...prices } };
    });

  it('win and lose something if and only if they are on their sides', () => {
    fc.assert(
      fc.property(anyBracket, (order) => {
        const { profit, loss } = attachedOutcome(order, CONTRACT)!;
        const wrong = wrongSideLegs(order);
        expect(wrong.includes('takeProfitPrice')).toBe(profit !== null && !isPositive(profit));
        expect(wrong.includes('stopLossPrice')).toBe(loss !== null && !isPositive(loss));
      }),
    );
  });

  it('win and lose together what lies between them', () => {
    fc.assert(
      fc.property(anyBracket, (order) => {
        const { profit, loss } = attachedOutcome(order, CONTRACT)!;
        if (profit === null || loss === null) return;
        const { takeProfitPrice, stopLossPrice } = order.attached!;
        const [high, low] =
          order.side === 'BUY' ? [takeProfitPrice!, stopLossPrice!] : [stopLossPrice!, takeProfitPrice!];
        const one = { ...order, quantity: decimal(1) };
        const single = attachedOutcome(one, CONTRACT)!;
        expect(add(single.profit!, single.loss!)).toBe(subtract(high, low));
      }),
    );
  });

  it('keep a cheaper limit from counting as a reduction once it passes one of them', () => {
    expect(onlyReducesRisk(BRACKET, { ...BRACKET, limitPrice: decimal(95) })).toBe(true);
    expect(onlyReducesRisk(BRACKET, { ...BRACKET, limitPrice: decimal(90) })).toBe(false);
  });
});

describe('a leg at the broker', () => {
  const leg = (change: Partial<BrokerOrder>) =>
    openOrder({ brokerOrderId: '2', parentOrderId: '1', side: 'SELL', quantity: decimal(10), ...change });
  const PROFIT = leg({ orderType: 'LMT', limitPrice: decimal(120) });
  const LOSS = leg({ brokerOrderId: '3', orderType: 'STP', limitPrice: null, stopPrice: decimal(90) });
  const PARENT = openOrder({ brokerOrderId: '1', side: 'BUY', quantity: decimal(10) });

  it.each<[string, BrokerOrder, boolean]>([
    ['that takes the profit', PROFIT, true],
    ['that stops the loss', LOSS, true],
    ['that is smaller, for its order filled in part', { ...LOSS, quantity: decimal(4) }, true],
    ['that is larger', { ...LOSS, quantity: decimal(11) }, false],
    ['at another price', { ...PROFIT, limitPrice: decimal(119) }, false],
    ['of another type', { ...LOSS, orderType: 'STP_LMT', limitPrice: decimal(89) }, false],
    ['on the same side', { ...PROFIT, side: 'BUY' }, false],
    ['on another symbol', { ...PROFIT, symbol: 'MSFT' }, false],
  ])('%s', (_name, order, isOwn) => {
    expect(isLegOf(order, BRACKET, decimal(10))).toBe(isOwn);
    expect(isLegOf(order, ORDER, decimal(10))).toBe(false);
  });

  it('sleeps while its order is open, and of two the first to fill ends the other', () => {
    expect(independentOrders([PARENT, PROFIT, LOSS])).toEqual([PARENT]);
    expect(independentOrders([PROFIT, LOSS])).toHaveLength(1);
    expect(independentOrders([LOSS])).toEqual([LOSS]);
    const smaller = { ...PROFIT, filledQuantity: decimal(3) };
    expect(independentOrders([smaller, LOSS])).toEqual([LOSS]);
  });

  it('is counted once in what may still be sold, and not at all before its order filled', () => {
    const selling = orderWith({ side: 'SELL' });
    const pending = (openOrders: BrokerOrder[]) =>
      pendingQuantity(factsWith({ ...selling, openOrders, recentOrders: [] }), 'SELL');
    expect(pending([PROFIT, LOSS])).toBe('10');
    expect(pending([PARENT, PROFIT, LOSS])).toBe('0');
    expect(pending([PROFIT, LOSS, leg({ brokerOrderId: '9', parentOrderId: null })])).toBe('20');
  });
});
