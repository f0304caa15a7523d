import type { ExchangeCalendar } from './exchange-calendar.ts';
import { dateText, parseDate, weekday } from './zone-time.ts';

/** Month, week or quarter end, as the vendor tags them (wire contract 3.3). */
type PeriodTag = 'm' | 'w' | 'q';
export interface Expiry {
  readonly dayNumber: number;
  readonly tag: PeriodTag;
}

const WEEKLIES = 5;
const US_MONTHS = 9;
const HK_MONTHS = 6;
const FRIDAY = 5;
const QUARTER_MONTHS = [3, 6, 9, 12];

/** Expiries that are listed on a day, ascending: weeklies and months in the US, months in Hong Kong. */
export function expiriesFrom(calendar: ExchangeCalendar, today: number): readonly Expiry[] {
  const isUs = calendar.market === 'US';
  const months = monthsFrom(today, isUs ? US_MONTHS : HK_MONTHS).map(([year, month]) => ({
    dayNumber: isUs ? thirdFriday(calendar, year, month) : lastButOneDay(calendar, year, month),
    tag: QUARTER_MONTHS.includes(month) && !isUs ? ('q' as const) : ('m' as const),
  }));
  const weeks = isUs ? fridaysFrom(calendar, today) : [];
  const byDay = new Map<number, Expiry>();
  for (const dayNumber of weeks) byDay.set(dayNumber, { dayNumber, tag: 'w' });
  for (const expiry of months) if (expiry.dayNumber >= today) byDay.set(expiry.dayNumber, expiry);
  return [...byDay.values()].sort((left, right) => left.dayNumber - right.dayNumber);
}

function isBusinessDay(calendar: ExchangeCalendar, dayNumber: number): boolean {
  const day = weekday(dayNumber);
  return day !== 0 && day !== 6 && !calendar.holidays.has(dateText(dayNumber));
}

/** A holiday moves the expiry to the day before. */
export function businessDayUpTo(calendar: ExchangeCalendar, dayNumber: number): number {
  let day = dayNumber;
  while (!isBusinessDay(calendar, day)) day -= 1;
  return day;
}

export function thirdFriday(calendar: ExchangeCalendar, year: number, month: number): number {
  const first = firstOfMonth(year, month);
  const friday = first + ((FRIDAY - weekday(first) + 7) % 7) + 14;
  return businessDayUpTo(calendar, friday);
}

/** HKEX: stock options and index futures end on the business day before the month's last. */
export function lastButOneDay(calendar: ExchangeCalendar, year: number, month: number): number {
  const last = businessDayUpTo(calendar, firstOfMonth(year, month + 1) - 1);
  return businessDayUpTo(calendar, last - 1);
}

/** `month` may run past 12. */
export function firstOfMonth(year: number, month: number): number {
  const years = year + Math.floor((month - 1) / 12);
  const inYear = ((month - 1) % 12) + 1;
  return parseDate(`${years}-${String(inYear).padStart(2, '0')}-01`) ?? 0;
}

export function monthsFrom(
  today: number,
  count: number,
): readonly (readonly [year: number, month: number])[] {
  const [year = 0, month = 1] = dateText(today).split('-').map(Number);
  return Array.from({ length: count }, (_, index) => {
    const zeroBased = month - 1 + index;
    return [year + Math.floor(zeroBased / 12), (zeroBased % 12) + 1] as const;
  });
}

function fridaysFrom(calendar: ExchangeCalendar, today: number): readonly number[] {
  const first = today + ((FRIDAY - weekday(today) + 7) % 7);
  return Array.from({ length: WEEKLIES }, (_, index) => businessDayUpTo(calendar, first + index * 7)).filter(
    (day) => day >= today,
  );
}
