import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countdown } from '../../../src/renderer/i18n/countdown.ts';

describe('the countdown of an approval', () => {
  it.each([
    [300_000, '5:00', 'calm'],
    [59_001, '1:00', 'calm'],
    [30_000, '0:30', 'soon'],
    [10_000, '0:10', 'urgent'],
    [1, '0:01', 'urgent'],
    [0, '0:00', 'over'],
    [-5_000, '0:00', 'over'],
  ] as const)('with %i ms left it says %s and is %s', (leftMs, text, urgency) => {
    expect(countdown(0, 300_000, 300_000 - leftMs)).toMatchObject({ text, urgency });
  });

  it('is over exactly when nothing is left, and its bar stays between 0 and 1', () => {
    const instant = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(instant, instant, instant, (startsAtMs, endsAtMs, nowMs) => {
        const state = countdown(startsAtMs, endsAtMs, nowMs);
        expect(state.fractionLeft).toBeGreaterThanOrEqual(0);
        expect(state.fractionLeft).toBeLessThanOrEqual(1);
        expect(state.urgency === 'over').toBe(nowMs >= endsAtMs);
        expect(state.text === '0:00').toBe(nowMs >= endsAtMs);
      }),
    );
  });
});
