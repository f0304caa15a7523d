import { describe, expect, test } from 'vitest';
import { sessionEnd } from '../../../src/renderer/approval-window/session-end.ts';
import type { MarketStatus } from '../../../src/shared/domain/market-data.ts';

const NOW_MS = Date.UTC(2026, 10, 25, 20, 0);
const HOUR_MS = 3_600_000;

const provenance = {
  asOfMs: null,
  brokerTimeMs: null,
  receivedAtMs: NOW_MS,
  isDelayed: false,
  isSimulated: true,
};

function market(phase: MarketStatus['phase']): MarketStatus {
  return { market: 'US', phase, statusText: null, openTimeText: null, provenance };
}

const session = (closesAtMs: number | null, isTradingDay = true) => ({
  isTradingDay,
  closesAtMs,
  isEarlyClose: false,
});

describe('when the session ends', () => {
  test('it counts down to the close of the calendar', () => {
    const text = sessionEnd({ session: session(NOW_MS + HOUR_MS), market: market('regular') }, NOW_MS);
    expect(text).toMatch(/^in /);
  });

  test('it is over when the calendar and the market say so', () => {
    const text = sessionEnd({ session: session(NOW_MS - HOUR_MS), market: market('closed') }, NOW_MS);
    expect(text).toBe('over for today');
  });

  test.each([session(NOW_MS - HOUR_MS), session(null, false)])(
    'a market that trades beyond its calendar is not said to be over (%o)',
    (known) => {
      expect(sessionEnd({ session: known, market: market('regular') }, NOW_MS)).toContain('not known');
    },
  );

  test('a holiday has no session', () => {
    expect(sessionEnd({ session: session(null, false), market: market('closed') }, NOW_MS)).toBe(
      'no trading today',
    );
  });

  test('what is not known is said to be so', () => {
    expect(sessionEnd({ session: null, market: null }, NOW_MS)).toBe('not known');
    expect(sessionEnd({ session: session(null), market: null }, NOW_MS)).toBe('not known');
  });
});
