import { describe, expect, it } from 'vitest';
import { lastTradingMs, optionExpiryDay } from '../../../../src/shared/domain/contract-expiry.ts';
import { regularCloseMs } from '../../../../src/shared/domain/market-hours.ts';

describe('the end of a session', () => {
  const cases = [
    ['US', '2026-01-05', false, '2026-01-05T21:00:00.000Z'],
    ['US', '2026-07-06', false, '2026-07-06T20:00:00.000Z'],
    // The Monday after the clocks went forward, and an early close.
    ['US', '2026-03-09', false, '2026-03-09T20:00:00.000Z'],
    ['US', '2026-11-27', true, '2026-11-27T18:00:00.000Z'],
    ['HK', '2026-01-05', false, '2026-01-05T08:00:00.000Z'],
    ['HK', '2026-12-24', true, '2026-12-24T04:00:00.000Z'],
    ['SG', '2026-01-05', false, '2026-01-05T09:00:00.000Z'],
    ['CN', '2026-01-05', false, '2026-01-05T07:00:00.000Z'],
  ] as const;
  it.each(cases)('of %s on %s, early: %s', (market, day, isEarly, expected) => {
    expect(new Date(regularCloseMs(market, day, isEarly)).toISOString()).toBe(expected);
  });
});

describe('the expiry of an option', () => {
  it('is read from its own symbol', () => {
    expect(optionExpiryDay('AAPL  260116C00190000')).toBe('2026-01-16');
    expect(optionExpiryDay('BRK.B 260116P00190000')).toBe('2026-01-16');
    for (const other of ['AAPL', 'AAPL  261316C00190000', 'AAPL 260116X00190000', 'CLmain']) {
      expect(optionExpiryDay(other)).toBeNull();
    }
  });

  it('is the end of that session in its market', () => {
    const option = { symbol: 'AAPL  260116C00190000', securityType: 'OPT', market: 'US' } as const;
    expect(lastTradingMs(option)).toBe(Date.parse('2026-01-16T21:00:00Z'));
    expect(lastTradingMs({ ...option, securityType: 'FUT' })).toBeNull();
  });
});
