import { type MarketSchedule, timeOfDayMs } from './market-schedule.ts';

/** Market status texts of wire contract section 4. */
export type MarketStatus =
  | 'NOT_YET_OPEN'
  | 'PRE_HOUR_TRADING'
  | 'TRADING'
  | 'MIDDLE_CLOSE'
  | 'POST_HOUR_TRADING'
  | 'MARKET_CLOSED'
  | 'EARLY_CLOSED';

export const STATUS_TITLE: Readonly<Record<MarketStatus, string>> = {
  NOT_YET_OPEN: 'Not Yet Opened',
  PRE_HOUR_TRADING: 'Pre-Market Trading',
  TRADING: 'Trading',
  MIDDLE_CLOSE: 'Lunch Break',
  POST_HOUR_TRADING: 'Post-Market Trading',
  MARKET_CLOSED: 'Closed',
  EARLY_CLOSED: 'Early Closed',
};

export function marketStatusAt(schedule: MarketSchedule, timeMs: number): MarketStatus {
  if (schedule.isOpen(timeMs)) return 'TRADING';
  const dayNumber = schedule.zone.dayNumber(timeMs);
  const day = schedule.day(dayNumber);
  if (day === null) return 'MARKET_CLOSED';
  const { preMarketFrom, afterHoursTo } = schedule.calendar;
  if (timeMs < day.opensMs) {
    const from = preMarketFrom === null ? null : schedule.zone.instant(dayNumber, timeOfDayMs(preMarketFrom));
    return from !== null && timeMs >= from ? 'PRE_HOUR_TRADING' : 'NOT_YET_OPEN';
  }
  if (timeMs < day.closesMs) return 'MIDDLE_CLOSE';
  if (day.isEarlyClose) return 'EARLY_CLOSED';
  const to = afterHoursTo === null ? null : schedule.zone.instant(dayNumber, timeOfDayMs(afterHoursTo));
  return to !== null && timeMs < to ? 'POST_HOUR_TRADING' : 'MARKET_CLOSED';
}

/**
 * The vendor's text of the current or next open, without a year: `MM-dd HH:mm:ss`, with the zone's abbreviation for
 * the US only (wire contract 3.1).
 */
export function openTimeText(schedule: MarketSchedule, timeMs: number): string {
  const day = schedule.nextToClose(timeMs);
  const text = schedule.zone.text(day.opensMs).slice(5);
  return schedule.calendar.market === 'US' ? `${text} ${schedule.zone.abbreviation(day.opensMs)}` : text;
}
