import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, type Decimal, decimal, sum } from '../../../../src/shared/domain/decimal.ts';
import type { PushFill, PushOrder } from '../../../../src/tiger/push/push-event.ts';
import { OrderNews } from '../../../../src/worker/push/order-news.ts';
import { fill, order } from './push-messages.ts';

interface History {
  readonly orders: readonly PushOrder[];
  readonly fills: readonly PushFill[];
}

const FINAL = ['Filled', 'Cancelled', 'Inactive'] as const;

/** What a broker pushes of one order from its opening to its end, in the order in which it happened. */
const history: fc.Arbitrary<History> = fc
  .record({
    parts: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 6 }),
    end: fc.constantFrom(...FINAL),
    gapMs: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ parts, end, gapMs }) => {
    const fills = parts.map((quantity, index) =>
      fill({ fillId: String(index), quantity: decimal(quantity), timeMs: index }),
    );
    const filledAfter = (count: number) => sum(parts.slice(0, count).map((part) => decimal(part)));
    const states: PushOrder[] = [order({ status: 'Initial', updatedAtMs: 10 })];
    states.push(order({ status: 'Submitted', updatedAtMs: 11 }));
    for (let count = 1; count <= parts.length; count += 1) {
      const updatedAtMs = 11 + count * gapMs;
      states.push(order({ status: 'Submitted', filledQuantity: filledAfter(count), updatedAtMs }));
    }
    const last = { status: end, filledQuantity: filledAfter(parts.length), updatedAtMs: 1_000 };
    return { orders: [...states, order(last)], fills };
  });

/** Any order of delivery, and any message any number of times more. */
function delivered<T>(messages: readonly T[]): fc.Arbitrary<readonly T[]> {
  if (messages.length === 0) return fc.constant([]);
  const doubled = fc.array(fc.constantFrom(...messages), { maxLength: 8 });
  return doubled.chain((more) =>
    fc.shuffledSubarray([...messages, ...more], { minLength: messages.length + more.length }),
  );
}

const delivery = history.chain(({ orders, fills }) =>
  fc.record({
    orders: fc.constant(orders),
    fills: fc.constant(fills),
    ordersCame: delivered(orders),
    fillsCame: delivered(fills),
  }),
);

describe('an order whose pushes come in any order and any number of times', () => {
  it('never goes back in time, in what is filled, or from its end', () => {
    fc.assert(
      fc.property(delivery, ({ ordersCame }) => {
        const news = new OrderNews();
        const told = ordersCame.filter((each) => news.isNewOrder(each));
        for (const [index, each] of told.entries()) {
          const before = told[index - 1];
          if (before === undefined) continue;
          expect(each.updatedAtMs ?? 0).toBeGreaterThanOrEqual(before.updatedAtMs ?? 0);
          expect(
            compare(each.filledQuantity as Decimal, before.filledQuantity as Decimal),
          ).toBeGreaterThanOrEqual(0);
          if ((FINAL as readonly string[]).includes(before.status))
            expect.unreachable('it went on after its end');
        }
      }),
    );
  });

  it('is at the end where the broker left it', () => {
    fc.assert(
      fc.property(delivery, ({ orders, ordersCame }) => {
        const news = new OrderNews();
        const told = ordersCame.filter((each) => news.isNewOrder(each));
        const truth = orders.at(-1);
        expect(told.at(-1)).toMatchObject({
          status: truth?.status,
          filledQuantity: truth?.filledQuantity,
        });
      }),
    );
  });

  it('has each of its fills counted once', () => {
    fc.assert(
      fc.property(delivery, ({ fills, fillsCame }) => {
        const news = new OrderNews();
        const told = fillsCame.filter((each) => news.isNewFill(each));
        expect(told).toHaveLength(fills.length);
        expect(sum(told.map(({ quantity }) => quantity))).toBe(sum(fills.map(({ quantity }) => quantity)));
      }),
    );
  });

  it('of one account says nothing about the order of another with the same number', () => {
    const news = new OrderNews();
    expect(news.isNewOrder(order({ account: 'A' }))).toBe(true);
    expect(news.isNewOrder(order({ account: 'B' }))).toBe(true);
    expect(news.isNewFill(fill({ account: 'A' }))).toBe(true);
    expect(news.isNewFill(fill({ account: 'B' }))).toBe(true);
    expect(news.isNewFill(fill({ account: 'B' }))).toBe(false);
  });

  it('that does not say when is told whenever it says something else', () => {
    const news = new OrderNews();
    const when = { updatedAtMs: null, filledQuantity: null };
    expect(news.isNewOrder(order({ ...when, status: 'Submitted' }))).toBe(true);
    expect(news.isNewOrder(order({ ...when, status: 'Filled' }))).toBe(true);
    expect(news.isNewOrder(order({ ...when, status: 'Submitted' }))).toBe(false);
  });
});
