import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RateLane, type SlotWish } from '../../../../src/shared/rate/rate-lane.ts';
import {
  callsPerMinute,
  ORDERS_PER_SECOND,
  reservedPerMinute,
} from '../../../../src/shared/rate/rate-tiers.ts';

const MINUTE_MS = 60_000;
/** One method of each tier. */
const METHODS = ['place_order', 'quote_real_time', 'kline', 'market_state'];

const anyWish = fc.record({
  method: fc.constantFrom(...METHODS),
  account: fc.constantFrom('first', 'second'),
  client: fc.constantFrom(null, 'Claude', 'Cursor'),
  waitMaxMs: fc.constantFrom(0, 3_000, 12_000),
  gapMs: fc.constantFrom(0, 0, 0, 5, 250, 4_000),
});

const wish = (patch: Partial<SlotWish> = {}): SlotWish => ({
  method: 'market_state',
  account: 'first',
  client: null,
  waitMaxMs: 0,
  ...patch,
});

/** The largest number of times within any span of this length, its end left out. */
function mostWithin(times: readonly number[], lengthMs: number): number {
  const ascending = [...times].sort((left, right) => left - right);
  return Math.max(
    0,
    ...ascending.map((start) => ascending.filter((at) => at >= start && at < start + lengthMs).length),
  );
}

test('no minute holds more calls of a method than Tiger allows, whoever asks, and no client takes the reserve', () => {
  fc.assert(
    fc.property(fc.array(anyWish, { minLength: 100, maxLength: 400 }), (wishes) => {
      const lane = new RateLane();
      const booked: { atMs: number; method: string; account: string; client: string | null }[] = [];
      let nowMs = 0;
      for (const { gapMs, ...one } of wishes) {
        nowMs += gapMs;
        const { isBooked, waitMs } = lane.book(one, nowMs);
        expect(isBooked ? waitMs <= one.waitMaxMs : waitMs > one.waitMaxMs).toBe(true);
        if (isBooked) booked.push({ ...one, atMs: nowMs + waitMs });
      }
      for (const method of METHODS) {
        const of = booked.filter((call) => call.method === method);
        const byClients = of.filter(({ client }) => client !== null);
        const timesOf = (calls: typeof of) => calls.map(({ atMs }) => atMs);
        expect(mostWithin(timesOf(of), MINUTE_MS)).toBeLessThanOrEqual(callsPerMinute(method));
        expect(mostWithin(timesOf(byClients), MINUTE_MS)).toBeLessThanOrEqual(
          callsPerMinute(method) - reservedPerMinute(method),
        );
      }
      for (const account of ['first', 'second']) {
        const orders = booked.filter((call) => call.method === 'place_order' && call.account === account);
        const times = orders.map(({ atMs }) => atMs);
        expect(mostWithin(times, 1_000)).toBeLessThanOrEqual(ORDERS_PER_SECOND);
      }
    }),
    { numRuns: 60 },
  );
});

describe('the reserve', () => {
  test('is there for the app after a client took all that it can get', () => {
    const lane = new RateLane();
    const client = { client: 'Claude' };
    const taken = Array.from({ length: 20 }, () => lane.book(wish(client), 0)).filter(
      (slot) => slot.isBooked,
    );
    expect(taken).toHaveLength(8);
    expect(lane.book(wish(), 0)).toEqual({ isBooked: true, waitMs: 0 });
    expect(lane.book(wish(), 0)).toEqual({ isBooked: true, waitMs: 0 });
    expect(lane.book(wish(), 0)).toEqual({ isBooked: false, waitMs: MINUTE_MS + 250 });
  });

  test('does not stand idle: the app alone may use the whole limit', () => {
    const lane = new RateLane();
    const taken = Array.from({ length: 20 }, () => lane.book(wish(), 0)).filter((slot) => slot.isBooked);
    expect(taken).toHaveLength(callsPerMinute('market_state'));
  });
});

test('usage says how much of which method was used by whom, what waits and what was refused', () => {
  const lane = new RateLane();
  for (let calls = 0; calls < 8; calls += 1) lane.book(wish({ client: 'Claude' }), 0);
  lane.book(wish({ client: 'Claude', account: 'second', waitMaxMs: MINUTE_MS * 2 }), 0);
  lane.book(wish({ client: 'Cursor' }), 0);
  expect(lane.usage(0)).toEqual([
    {
      method: 'market_state',
      tier: 'low',
      limit: 10,
      used: 8,
      waiting: 1,
      bookedTotal: 9,
      refusedTotal: 1,
      uses: [
        { account: 'first', client: 'Claude', calls: 8 },
        { account: 'second', client: 'Claude', calls: 1 },
      ],
    },
  ]);
  expect(lane.usage(MINUTE_MS + 300)).toMatchObject([{ used: 1, waiting: 0, refusedTotal: 1 }]);
});
