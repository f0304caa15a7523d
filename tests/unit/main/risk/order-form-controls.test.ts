import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { CONTROL_TABLE } from '../../../../src/main/risk/control-table.ts';
import { fillsAgainstApproval } from '../../../../src/main/risk/controls/fills-against-approval.ts';
import { expectedPrice, firstTrailStop, worstPrice } from '../../../../src/main/risk/order-price.ts';
import {
  type ControlId,
  type ControlLevel,
  controlResultSchema,
} from '../../../../src/shared/domain/control.ts';
import { compare, decimal, isPositive } from '../../../../src/shared/domain/decimal.ts';
import type { OrderDraft } from '../../../../src/shared/domain/order.ts';
import type { Algo } from '../../../../src/shared/domain/order-form.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import {
  factsWith,
  holding,
  NOW_MS,
  ORDER,
  orderWith,
  PREVIEW,
  QUOTE,
  quoteWith,
} from './control-facts-of.ts';

function judgeBy(id: ControlId, change: Partial<ControlFacts> = {}) {
  const control = CONTROL_TABLE.find((candidate) => candidate.id === id)!;
  return control.judge(factsWith(change));
}

const DAY_MS = 86_400_000;
const phase = (name: string) => ({ market: { ...factsWith().market!, phase: name as 'regular' } });
const settings = (patch: object) => ({ settings: { ...DEFAULT_RISK_SETTINGS, ...patch } });
const trailing = (side: 'BUY' | 'SELL', by: 'percent' | 'amount', value: string): Partial<OrderDraft> => ({
  side,
  orderType: 'TRAIL',
  limitPrice: null,
  trail: { by, value: decimal(value) },
});
const until = (ms: number) => orderWith({ timeInForce: 'GTD', expiresAtMs: NOW_MS + ms });
const spread = (algo: Partial<Algo>, order: Partial<OrderDraft> = {}) =>
  orderWith({
    orderType: 'TWAP',
    limitPrice: null,
    algo: { startMs: null, endMs: null, participationRate: null, ...algo },
    ...order,
  });
const refusedChange = (before: string, after: string): Partial<ControlFacts> => {
  const sale = { ...ORDER, ...trailing('SELL', 'percent', '2') };
  return {
    order: { ...sale, quantity: decimal(after) },
    changes: { ...sale, quantity: decimal(before) },
    preview: { ...PREVIEW, isPass: false },
    positions: [holding('10')],
  };
};
const NIGHT = orderWith({ session: 'overnight' });

const CASES: readonly [ControlId, string, Partial<ControlFacts>, ControlLevel][] = [
  ['contract_rules', 'a trail', orderWith(trailing('SELL', 'percent', '2')), 'pass'],
  ['contract_rules', 'a trail as wide as the price', orderWith(trailing('SELL', 'amount', '100')), 'block'],
  ['contract_rules', 'a trail of half the price', orderWith(trailing('SELL', 'amount', '50')), 'pass'],
  ['contract_rules', 'a trail of more than half', orderWith(trailing('SELL', 'amount', '50.01')), 'block'],
  ['contract_rules', 'the same, to buy', orderWith(trailing('BUY', 'amount', '90')), 'block'],
  [
    'contract_rules',
    'a trail on an option',
    orderWith({ ...trailing('SELL', 'percent', '2'), securityType: 'OPT' }),
    'block',
  ],
  ['contract_rules', 'an end tomorrow', until(DAY_MS), 'pass'],
  ['contract_rules', 'an end that is now', until(0), 'block'],
  ['contract_rules', 'an end that has passed', until(-1), 'block'],
  ['contract_rules', 'an end in two years', until(731 * DAY_MS), 'block'],
  ['contract_rules', 'the night in Hong Kong', orderWith({ session: 'overnight', market: 'HK' }), 'block'],
  ['contract_rules', 'the night in the US', NIGHT, 'pass'],
  ['price_collar', 'a trail', orderWith(trailing('SELL', 'percent', '2')), 'pass'],
  ['price_collar', 'a trail within the spread', orderWith(trailing('SELL', 'amount', '0.02')), 'warning'],
  [
    'price_collar',
    'a trail without a book',
    { ...orderWith(trailing('SELL', 'amount', '1')), ...quoteWith({ askPrice: null }) },
    'warning',
  ],
  [
    'price_collar',
    'a trail without a quote',
    { ...orderWith(trailing('SELL', 'amount', '1')), quote: null },
    'block',
  ],
  ['trading_session', 'the night', NIGHT, 'block'],
  [
    'trading_session',
    'the night, switched on',
    { ...NIGHT, ...settings({ isOvernightSessionEnabled: true }) },
    'pass',
  ],
  [
    'trading_session',
    'the night, with the other switch',
    { ...NIGHT, ...settings({ isExtendedSessionEnabled: true }) },
    'block',
  ],
  [
    'trading_session',
    'extended hours, with the switch for the night',
    { ...orderWith({ session: 'extended' }), ...settings({ isOvernightSessionEnabled: true }) },
    'block',
  ],
  [
    'trading_session',
    'the night, closes',
    { ...orderWith({ side: 'SELL', session: 'overnight' }), positions: [holding('10')] },
    'pass',
  ],
  ['market_state', 'the night, by day', NIGHT, 'warning'],
  ['market_state', 'the night, at night', { ...NIGHT, ...phase('overnight') }, 'danger'],
  ['market_state', 'the night, before the open', { ...NIGHT, ...phase('pre_market') }, 'warning'],
  [
    'market_state',
    'extended hours, at night: it waits',
    { ...orderWith({ session: 'extended' }), ...phase('overnight') },
    'warning',
  ],
  [
    'buying_power',
    'a changed sale that the preview takes for a second one',
    refusedChange('10', '10'),
    'danger',
  ],
  ['buying_power', 'a changed sale that is larger', refusedChange('9', '10'), 'block'],
  [
    'buying_power',
    'a changed sale of what is not held',
    { ...refusedChange('10', '10'), positions: [] },
    'block',
  ],
  ['buying_power', 'a new sale', { ...refusedChange('10', '10'), changes: null }, 'block'],
  ['contract_rules', 'an algorithm', spread({}), 'pass'],
  ['contract_rules', 'an algorithm abroad', spread({}, { market: 'HK' }), 'block'],
  ['contract_rules', 'an algorithm on an option', spread({}, { securityType: 'OPT' }), 'block'],
  ['contract_rules', 'an algorithm that is over', spread({ endMs: NOW_MS }), 'block'],
  [
    'contract_rules',
    'an algorithm of today',
    spread({ startMs: NOW_MS + 1, endMs: NOW_MS + 60_000 }),
    'pass',
  ],
  ['contract_rules', 'an algorithm over two days', spread({ endMs: NOW_MS + DAY_MS }), 'block'],
  ['market_order_conditions', 'an algorithm', spread({}), 'pass'],
  ['market_order_conditions', 'an algorithm, closed', { ...spread({}), ...phase('closed') }, 'block'],
  [
    'market_order_conditions',
    'an algorithm with a cap',
    { ...spread({}, { limitPrice: decimal(100) }), ...phase('closed') },
    'pass',
  ],
  [
    'market_order_conditions',
    'a trail waits for its stop',
    orderWith(trailing('SELL', 'percent', '2')),
    'pass',
  ],
  ['market_state', 'an algorithm, closed', { ...spread({}), ...phase('closed') }, 'block'],
  ['order_notional', 'a trail, at its worst', orderWith(trailing('BUY', 'percent', '2')), 'pass'],
  [
    'order_notional',
    'a trail that a limit at the same price would not exceed',
    orderWith({ ...trailing('BUY', 'percent', '2'), quantity: decimal(97) }),
    'block',
  ],
];

describe('the controls on the forms of an order', () => {
  it.each(CASES)('%s: %s', (id, _name, change, level) => {
    const judgement = judgeBy(id, change);
    expect(judgement.level, judgement.text).toBe(level);
    expect(() => controlResultSchema.parse({ control: id, ...judgement })).not.toThrow();
    expect(judgement.text).toMatch(/^\S.*\.$/);
  });
});

const cents = (min: number, max: number) =>
  fc.integer({ min, max }).map((value) => decimal((value / 100).toFixed(2)));
const anyTrail = fc
  .record({
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    by: fc.constantFrom('amount' as const, 'percent' as const),
    value: cents(1, 5_000),
    last: cents(5_001, 100_000),
  })
  .map(({ side, by, value, last }) => ({
    order: { ...ORDER, ...trailing(side, by, value) },
    quote: { ...QUOTE, lastPrice: last, bidPrice: last, askPrice: last },
    last,
  }));

describe('the price of a trailing stop', () => {
  it('begins on the side that is worse for the order, by its distance', () => {
    fc.assert(
      fc.property(anyTrail, ({ order, quote, last }) => {
        const stop = firstTrailStop(order.side, order.trail!, quote)!;
        expect(compare(stop, last)).toBe(order.side === 'SELL' ? -1 : 1);
        expect(isPositive(stop)).toBe(true);
        expect(expectedPrice(order, quote)).toBe(stop);
      }),
    );
  });

  it('never counts less than a market order, for it becomes one', () => {
    fc.assert(
      fc.property(anyTrail, ({ order, quote }) => {
        const collar = decimal('0.03');
        const asMarket = worstPrice({ ...order, orderType: 'MKT', trail: null }, quote, collar)!;
        expect(compare(worstPrice(order, quote, collar)!, asMarket)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is filled as approved down to its first stop and the collar, and not below', () => {
    const order: OrderDraft = { ...ORDER, ...trailing('SELL', 'percent', '10') };
    const approved = {
      accountId: 'acc_0123456789abcdef',
      isDecided: true,
      versions: [order],
      sealedPrice: decimal(100),
      collar: decimal('0.1'),
    } as const;
    const filledAt = (price: string) => ({
      accountId: approved.accountId,
      symbol: 'AAPL',
      side: 'SELL' as const,
      filledQuantity: decimal(10),
      averagePrice: decimal(price),
      fills: [{ symbol: 'AAPL', side: 'SELL' as const, quantity: decimal(10), price: decimal(price) }],
    });
    expect(fillsAgainstApproval(approved, filledAt('81'))).toEqual([]);
    expect(fillsAgainstApproval(approved, filledAt('80.99'))).toMatchObject([{ check: 'price' }]);
  });
});
