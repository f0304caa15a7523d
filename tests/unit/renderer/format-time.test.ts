import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatClock,
  formatDateTime,
  formatDuration,
  formatMarketTime,
} from '../../../src/renderer/i18n/format-time.ts';

const WINTER_MS = Date.UTC(2026, 10, 23, 14, 30, 5);
const SUMMER_MS = Date.UTC(2026, 6, 1, 13, 30, 0);

describe('times', () => {
  it('shows an instant on the clock of the exchange, in winter and in summer', () => {
    expect(formatMarketTime(WINTER_MS, 'US')).toBe('09:30:05 New York');
    expect(formatMarketTime(SUMMER_MS, 'US')).toBe('09:30:00 New York');
    expect(formatMarketTime(WINTER_MS, 'HK')).toBe('22:30:05 Hong Kong');
  });

  it('writes midnight as 00, not as 24', () => {
    expect(formatClock(Date.UTC(2026, 0, 1), 'UTC')).toBe('00:00:00');
  });

  it('writes date and time', () => {
    expect(formatDateTime(WINTER_MS, 'UTC')).toBe('23 Nov 2026, 14:30:05');
  });

  it.each([
    [-5, '0.0 s'],
    [1_234, '1.2 s'],
    [9_949, '9.9 s'],
    [9_950, '9 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [86_400_000, '1 d'],
  ])('%i ms lasts %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
    expect(formatAge(durationMs)).toBe(`${text} ago`);
  });
});
