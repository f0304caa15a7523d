import { HK_CALENDAR } from './calendar-hk.ts';
import { US_CALENDAR } from './calendar-us.ts';
import type { ExchangeCalendar, SessionTimes } from './exchange-calendar.ts';

/**
 * Futures trade around the clock with an hour's break. The simulator's days are calendar days, so the evening that
 * an exchange counts to the next day is counted to its own date here, and Sunday evening is left out. Hours and
 * holidays were not compared with the exchanges' pages.
 */
const AROUND_THE_CLOCK: readonly SessionTimes[] = [
  ['00:00', '16:00'],
  ['17:00', '24:00'],
];
const NEW_YORK_CLOCK: readonly SessionTimes[] = [
  ['00:00', '17:00'],
  ['18:00', '24:00'],
];

const futures = (zone: string, regular: readonly SessionTimes[], early: SessionTimes): ExchangeCalendar => ({
  market: 'US',
  zone,
  holidays: US_CALENDAR.holidays,
  earlyCloses: US_CALENDAR.earlyCloses,
  regular,
  early: [early],
  preMarketFrom: null,
  afterHoursTo: null,
});

export const CME_CALENDAR = futures('America/Chicago', AROUND_THE_CLOCK, ['00:00', '12:15']);
export const NYMEX_CALENDAR = futures('America/New_York', NEW_YORK_CLOCK, ['00:00', '13:30']);

/** HKEX: index futures, with the evening session up to midnight. */
export const HKFE_CALENDAR: ExchangeCalendar = {
  ...HK_CALENDAR,
  regular: [
    ['09:15', '12:00'],
    ['13:00', '16:30'],
    ['17:15', '24:00'],
  ],
  early: [['09:15', '12:00']],
};
