import { describe, expect, test } from 'vitest';
import { HK_CALENDAR } from '../../../../src/gateway/market/calendar-hk.ts';
import { US_CALENDAR } from '../../../../src/gateway/market/calendar-us.ts';
import { marketStatusAt, openTimeText } from '../../../../src/gateway/market/market-phase.ts';
import { MarketSchedule } from '../../../../src/gateway/market/market-schedule.ts';

const us = new MarketSchedule({ kind: 'calendar', calendar: US_CALENDAR });
const hk = new MarketSchedule({ kind: 'calendar', calendar: HK_CALENDAR });
const at = (text: string) => Date.parse(text);

describe('exchange calendars', () => {
  test.each([
    ['winter open', us, '2026-11-23T14:30:00Z', 'TRADING'],
    ['before the winter open', us, '2026-11-23T14:29:59Z', 'PRE_HOUR_TRADING'],
    ['summer open, an hour earlier in UTC', us, '2026-07-06T13:30:00Z', 'TRADING'],
    ['after hours', us, '2026-11-23T21:00:00Z', 'POST_HOUR_TRADING'],
    ['night', us, '2026-11-23T05:00:00Z', 'NOT_YET_OPEN'],
    ['Thanksgiving', us, '2026-11-26T16:00:00Z', 'MARKET_CLOSED'],
    ['Saturday', us, '2026-11-21T16:00:00Z', 'MARKET_CLOSED'],
    ['early close', us, '2026-11-27T18:00:00Z', 'EARLY_CLOSED'],
    ['just before the early close', us, '2026-11-27T17:59:59Z', 'TRADING'],
    ['Hong Kong morning', hk, '2026-11-23T01:30:00Z', 'TRADING'],
    ['Hong Kong lunch', hk, '2026-11-23T04:30:00Z', 'MIDDLE_CLOSE'],
    ['Hong Kong afternoon', hk, '2026-11-23T05:00:00Z', 'TRADING'],
    ['Hong Kong evening', hk, '2026-11-23T08:00:00Z', 'MARKET_CLOSED'],
    ['Lunar New Year', hk, '2026-02-17T02:00:00Z', 'MARKET_CLOSED'],
    ['Lunar New Year eve, afternoon', hk, '2026-02-16T05:30:00Z', 'EARLY_CLOSED'],
  ] as const)('%s', (_name, schedule, time, status) => {
    expect(marketStatusAt(schedule, at(time))).toBe(status);
  });

  test('the open time names the zone for the US only', () => {
    expect(openTimeText(us, at('2026-11-21T12:00:00Z'))).toBe('11-23 09:30:00 EST');
    expect(openTimeText(us, at('2026-07-03T12:00:00Z'))).toBe('07-06 09:30:00 EDT');
    expect(openTimeText(hk, at('2026-11-23T12:00:00Z'))).toBe('11-24 09:30:00');
  });

  test('a continuous day turns at the midnight of the zone, also when clocks change', () => {
    const always = new MarketSchedule({ kind: 'continuous', calendar: US_CALENDAR });
    const sunday = always.lastOpened(at('2026-11-01T12:00:00Z'));
    expect(sunday.opensMs).toBe(at('2026-11-01T04:00:00Z'));
    expect(sunday.closesMs).toBe(at('2026-11-02T05:00:00Z'));
    expect(marketStatusAt(always, at('2026-11-26T03:00:00Z'))).toBe('TRADING');
  });
});
