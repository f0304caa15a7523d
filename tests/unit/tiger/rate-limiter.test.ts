import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CallWindow } from '../../../src/shared/rate/call-window.ts';
import { callsPerMinute } from '../../../src/shared/rate/rate-tiers.ts';
import type { Clock } from '../../../src/tiger/clock.ts';
import { WAITING_PER_METHOD_MAX } from '../../../src/tiger/rate/rate-limiter.ts';
import { localLimiter } from '../../support/local-limiter.ts';
import { ManualClock } from './manual-clock.ts';

test('no window of time ever holds more calls than allowed, and calls keep their order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 1000 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }),
      (limit, lengthMs, gaps) => {
        const window = new CallWindow(limit, lengthMs);
        const booked: number[] = [];
        let nowMs = 0;
        for (const gap of gaps) {
          nowMs += gap;
          const slotMs = window.nextFreeMs(nowMs);
          window.book(slotMs);
          booked.push(slotMs);
        }
        booked.forEach((slotMs, index) => {
          expect(slotMs).toBeGreaterThanOrEqual(booked[index - 1] ?? 0);
          const earlier = booked[index - limit];
          if (earlier !== undefined) expect(slotMs - earlier).toBeGreaterThanOrEqual(lengthMs);
        });
      },
    ),
  );
});

test('tiers', () => {
  expect(['place_order', 'positions', 'quote_delay', 'never_heard_of'].map(callsPerMinute)).toEqual([
    120, 60, 10, 60,
  ]);
});

describe('waiting', () => {
  const waitsForever: Clock = {
    nowMs: () => 0,
    monotonicMs: () => 0,
    sleep: (_durationMs, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  };

  test('one method does not hold up another', async () => {
    const clock = new ManualClock();
    const limiter = localLimiter(clock);
    for (let call = 0; call < 10; call += 1) await limiter.takeSlot('market_state', { waitMaxMs: 0 });
    await expect(limiter.takeSlot('market_state', { waitMaxMs: 1_000 })).rejects.toMatchObject({
      kind: 'rate_limited',
      retryAfterMs: 60_250,
    });
    await limiter.takeSlot('positions', { waitMaxMs: 0 });
    expect(clock.slept).toEqual([]);
  });

  test('the queue of a method is bounded, and a cancelled call leaves it', async () => {
    const limiter = localLimiter(waitsForever);
    const controller = new AbortController();
    const options = { waitMaxMs: 10_000_000, signal: controller.signal };
    for (let call = 0; call < 10; call += 1) await limiter.takeSlot('market_state', options);
    const waiting = Array.from({ length: WAITING_PER_METHOD_MAX }, () =>
      limiter.takeSlot('market_state', options),
    );
    await expect(limiter.takeSlot('market_state', options)).rejects.toMatchObject({ kind: 'busy' });
    controller.abort();
    for (const call of waiting) await expect(call).rejects.toMatchObject({ kind: 'cancelled' });
    const again = new AbortController();
    const next = limiter.takeSlot('market_state', { waitMaxMs: 10_000_000, signal: again.signal });
    again.abort();
    await expect(next).rejects.toMatchObject({ kind: 'cancelled' });
  });
});
