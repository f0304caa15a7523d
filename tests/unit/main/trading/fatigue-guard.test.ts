import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdMsAfter, type PastDecision } from '../../../../src/main/trading/fatigue-guard.ts';

const NOW_MS = Date.UTC(2026, 0, 5, 15);
const BASE_MS = 600;

/** Newest first: each took `tookMs` after the one before it. */
function decisions(...tookMs: number[]): PastDecision[] {
  let atMs = NOW_MS;
  return tookMs.map((took) => {
    const decidedAtMs = atMs;
    atMs -= took;
    return { isApproval: true, createdAtMs: decidedAtMs - took, decidedAtMs, holdMs: BASE_MS };
  });
}
const hold = (past: PastDecision[], nowMs = NOW_MS) => holdMsAfter(BASE_MS, past, nowMs);

describe('the hold after quick approvals', () => {
  it('is the usual one at first and after two', () => {
    expect(hold([])).toBe(BASE_MS);
    expect(hold(decisions(1000, 1000))).toBe(BASE_MS);
  });

  it('is longer from the third on, up to a limit', () => {
    expect(hold(decisions(1000, 1000, 1000))).toBe(1300);
    expect(hold(decisions(1000, 1000, 1000, 1000))).toBe(2000);
    expect(hold(decisions(...Array.from({ length: 12 }, () => 900)))).toBe(6000);
  });

  it('is the usual one after a slow approval, a refusal or a pause', () => {
    expect(hold(decisions(2000, 1000, 1000, 1000))).toBe(BASE_MS);
    const [newest, ...others] = decisions(1000, 1000, 1000, 1000);
    expect(hold([{ ...newest!, isApproval: false }, ...others])).toBe(BASE_MS);
    expect(hold(decisions(1000, 1000, 1000), NOW_MS + 600_001)).toBe(BASE_MS);
  });

  it('counts a card that waited behind another from that one’s decision', () => {
    const queued = decisions(1000, 1000, 1000).map((one) => ({ ...one, createdAtMs: NOW_MS - 60_000 }));
    queued.push({ isApproval: false, createdAtMs: 0, decidedAtMs: NOW_MS - 3000, holdMs: BASE_MS });
    expect(hold(queued)).toBe(1300);
  });

  it('is not ended by the longer hold itself', () => {
    const [newest, ...others] = decisions(2600, 1000, 1000, 1000);
    expect(hold([{ ...newest!, holdMs: 1300 }, ...others])).toBe(2000);
  });

  it('is never shorter than the usual one nor longer than a card may ask', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 20 }), (tookMs) => {
        expect(hold(decisions(...tookMs))).toBeGreaterThanOrEqual(BASE_MS);
        expect(hold(decisions(...tookMs))).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});
