import type { ExchangeCalendar } from './exchange-calendar.ts';

/**
 * After the HKEX trading calendars (annual circulars) and, for 2027, the general holidays gazetted by the Hong Kong
 * Government. Written down from memory: only the simulated market rests on it, and a wrong day harms nobody. Half days
 * have no afternoon session. Years outside the table know weekends only.
 */
const HOLIDAYS = `
2024-01-01 2024-02-12 2024-02-13 2024-03-29 2024-04-01 2024-04-04 2024-05-01 2024-05-15 2024-06-10 2024-07-01
2024-09-18 2024-10-01 2024-10-11 2024-12-25 2024-12-26
2025-01-01 2025-01-29 2025-01-30 2025-01-31 2025-04-04 2025-04-18 2025-04-21 2025-05-01 2025-05-05 2025-07-01
2025-10-01 2025-10-07 2025-10-29 2025-12-25 2025-12-26
2026-01-01 2026-02-17 2026-02-18 2026-02-19 2026-04-03 2026-04-06 2026-04-07 2026-05-01 2026-05-25 2026-06-19
2026-07-01 2026-10-01 2026-10-19 2026-12-25
2027-01-01 2027-02-08 2027-02-09 2027-03-26 2027-03-29 2027-04-05 2027-05-13 2027-06-09 2027-07-01 2027-09-16
2027-10-01 2027-10-08 2027-12-27`;

const HALF_DAYS = `
2024-02-09 2024-12-24 2024-12-31 2025-01-28 2025-12-24 2025-12-31 2026-02-16 2026-12-24 2026-12-31
2027-02-05 2027-12-24 2027-12-31`;

export const HK_CALENDAR: ExchangeCalendar = {
  market: 'HK',
  zone: 'Asia/Hong_Kong',
  holidays: new Set(HOLIDAYS.trim().split(/\s+/)),
  earlyCloses: new Set(HALF_DAYS.trim().split(/\s+/)),
  regular: [
    ['09:30', '12:00'],
    ['13:00', '16:00'],
  ],
  early: [['09:30', '12:00']],
  preMarketFrom: null,
  afterHoursTo: null,
};
