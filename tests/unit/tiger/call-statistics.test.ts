import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallStatistics, LATENCIES_KEPT_MAX } from '../../../src/tiger/call-statistics.ts';

describe('the statistics of a client', () => {
  it('tell percentiles by nearest rank, of the last tries alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 1_200 }),
        (latencies) => {
          const statistics = new CallStatistics();
          for (const latency of latencies) statistics.ended(latency);
          const kept = latencies.slice(-LATENCIES_KEPT_MAX);
          const { p50Ms, p99Ms, samples } = statistics.view.latency!;
          expect(samples).toBe(kept.length);
          for (const [value, part] of [
            [p50Ms, 0.5],
            [p99Ms, 0.99],
          ] as const) {
            expect(kept).toContain(value);
            expect(kept.filter((each) => each <= value).length).toBeGreaterThanOrEqual(kept.length * part);
            expect(kept.filter((each) => each < value).length).toBeLessThan(kept.length * part);
          }
        },
      ),
    );
  });

  it('keep the last failure, cut', () => {
    const statistics = new CallStatistics();
    statistics.failed(new Error('first'), 1);
    statistics.failed(new Error('x'.repeat(2_000)), 2);
    expect(statistics.view).toMatchObject({ errorsTotal: 2, lastError: { atMs: 2 } });
    expect(statistics.view.lastError?.text).toHaveLength(500);
  });
});
