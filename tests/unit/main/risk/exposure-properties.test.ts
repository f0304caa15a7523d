import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { CONTROL_TABLE } from '../../../../src/main/risk/control-table.ts';
import type { ControlId } from '../../../../src/shared/domain/control.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { ASSETS, factsWith, holding, openOrder, orderWith } from './control-facts-of.ts';

const WEIGHT = { pass: 0, warning: 1, danger: 2, block: 3 };
const NET = 10_000;

function judgeBy(id: ControlId, change: Partial<ControlFacts>) {
  return CONTROL_TABLE.find((candidate) => candidate.id === id)!.judge(factsWith(change));
}

/** Whole numbers far below 2^53, so that a test may count with them. */
const shares = fc.integer({ min: 1, max: 300 });
const world = fc.record({
  side: fc.constantFrom('BUY' as const, 'SELL' as const),
  quantity: shares,
  price: fc.integer({ min: 1, max: 200 }),
  held: fc.integer({ min: -200, max: 200 }),
  openQuantity: fc.integer({ min: 0, max: 100 }),
  gross: fc.integer({ min: 0, max: 12_000 }),
  sentToday: fc.integer({ min: 0, max: 60_000 }),
  ordersToday: fc.integer({ min: 0, max: 25 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function factsOf({ side, quantity, price, held, openQuantity, gross, sentToday, ordersToday }: World) {
  const flat = decimal(price);
  return {
    ...orderWith({ side, quantity: decimal(quantity), limitPrice: flat }),
    quote: { ...factsWith().quote!, askPrice: flat, bidPrice: flat, lastPrice: flat },
    positions: held === 0 ? [] : [holding(String(held))],
    openOrders:
      openQuantity === 0 ? [] : [openOrder({ side, quantity: decimal(openQuantity), limitPrice: flat })],
    assets: { ...ASSETS, grossPositionValue: decimal(gross) },
    activity: { ...factsWith().activity, notionalToday: decimal(sentToday), ordersToday },
    settings: DEFAULT_RISK_SETTINGS,
  };
}

/** With everything open on its side, it goes no further than closing. */
function onlyReduces({ side, quantity, held, openQuantity }: World): boolean {
  const own = side === 'BUY' ? -held : held;
  return own > 0 && quantity + openQuantity <= own;
}

describe('what is let through', () => {
  it('never leaves a position, an exposure, a day’s value or a number of orders above its cap', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        fc.pre(!onlyReduces(drawn));
        const { side, quantity, price, held, openQuantity, gross, sentToday, ordersToday } = drawn;
        const facts = factsOf(drawn);
        const passes = (id: ControlId) => judgeBy(id, facts).level === 'pass';
        const after = held + (side === 'BUY' ? 1 : -1) * (quantity + openQuantity);
        if (passes('symbol_position')) expect(Math.abs(after) * price).toBeLessThanOrEqual(NET / 10);
        const closing = side === 'BUY' ? Math.max(0, -held) : Math.max(0, held);
        const added = Math.max(0, quantity + openQuantity - closing) * price;
        if (passes('gross_exposure')) expect(gross + added).toBeLessThanOrEqual(NET);
        if (passes('daily_notional')) expect(sentToday + quantity * price).toBeLessThanOrEqual(50_000);
        if (passes('order_rate')) expect(ordersToday).toBeLessThan(20);
      }),
      { numRuns: 1000 },
    );
  });

  it('is judged no more mildly when the order is larger', () => {
    const sized = [
      'symbol_position',
      'gross_exposure',
      'daily_notional',
      'order_rate',
      'daily_loss',
      'size_against_market',
      'unusual_size',
    ] as const;
    const pastNotionals = Array.from({ length: 12 }, (_, index) => decimal(500 + 10 * index));
    fc.assert(
      fc.property(world, shares, (drawn, other) => {
        const small = factsOf({ ...drawn, quantity: Math.min(drawn.quantity, other) });
        const large = factsOf({ ...drawn, quantity: Math.max(drawn.quantity, other) });
        for (const id of sized) {
          const [less, more] = [small, large].map((facts) =>
            judgeBy(id, { ...facts, activity: { ...facts.activity, pastNotionals } }),
          );
          expect(WEIGHT[more!.level], id).toBeGreaterThanOrEqual(WEIGHT[less!.level]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is never stopped by a limit of the account when it only reduces', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 0, max: 9 }), (drawn, ordersLastMinute) => {
        fc.pre(onlyReduces(drawn));
        const facts = factsOf(drawn);
        const change = {
          ...facts,
          order: { ...facts.order!, session: 'extended' as const },
          assets: { ...facts.assets, todayPnl: decimal(-9000) },
          activity: { ...facts.activity, ordersLastMinute },
        };
        for (const id of [
          'order_rate',
          'daily_notional',
          'daily_loss',
          'symbol_position',
          'gross_exposure',
          'trading_session',
        ] as const) {
          expect(judgeBy(id, change).level, id).toBe('pass');
        }
      }),
      { numRuns: 300 },
    );
  });
});
