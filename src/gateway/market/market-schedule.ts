import type { ExchangeCalendar, SessionTimes } from './exchange-calendar.ts';
import { DAY_MS, dateText, weekday, ZoneTime } from './zone-time.ts';

export interface Session {
  readonly startMs: number;
  readonly endMs: number;
}

export interface TradingDay {
  readonly dayNumber: number;
  readonly sessions: readonly Session[];
  readonly opensMs: number;
  readonly closesMs: number;
  /** Length of all sessions together, without breaks. */
  readonly tradingMs: number;
  readonly isEarlyClose: boolean;
}

/** `calendar` follows the exchange; `continuous` counts every day as one session from midnight to midnight. */
export type ScheduleKind = 'calendar' | 'continuous';

/** No exchange closes for longer (the longest break of both tables is six days). */
const CLOSED_DAYS_MAX = 15;
const DAY_CACHE_MAX = 10_000;

/** The trading days of one market, in instants. */
export class MarketSchedule {
  readonly kind: ScheduleKind;
  readonly calendar: ExchangeCalendar;
  readonly zone: ZoneTime;
  readonly #days = new Map<number, TradingDay | null>();

  constructor(deps: { readonly kind: ScheduleKind; readonly calendar: ExchangeCalendar }) {
    this.kind = deps.kind;
    this.calendar = deps.calendar;
    this.zone = new ZoneTime(deps.calendar.zone);
  }

  /** @returns null on a day without trading */
  day(dayNumber: number): TradingDay | null {
    const known = this.#days.get(dayNumber);
    if (known !== undefined) return known;
    if (this.#days.size >= DAY_CACHE_MAX) this.#days.clear();
    const day = this.#build(dayNumber);
    this.#days.set(dayNumber, day);
    return day;
  }

  /** The latest trading day that has opened by then: the one that quotes at that time belong to. */
  lastOpened(timeMs: number): TradingDay {
    const today = this.day(this.zone.dayNumber(timeMs));
    return today !== null && today.opensMs <= timeMs ? today : this.before(this.zone.dayNumber(timeMs));
  }

  /** The trading day before a date. */
  before(dayNumber: number): TradingDay {
    return this.#search(dayNumber - 1, -1);
  }

  /** The first trading day whose close is later than the time: orders for the day expire with it. */
  nextToClose(timeMs: number): TradingDay {
    const dayNumber = this.zone.dayNumber(timeMs);
    const today = this.day(dayNumber);
    return today !== null && timeMs < today.closesMs ? today : this.#search(dayNumber + 1, 1);
  }

  isOpen(timeMs: number): boolean {
    const day = this.day(this.zone.dayNumber(timeMs));
    return day?.sessions.some((session) => session.startMs <= timeMs && timeMs < session.endMs) ?? false;
  }

  #search(from: number, step: 1 | -1): TradingDay {
    for (let offset = 0; offset < CLOSED_DAYS_MAX; offset += 1) {
      const day = this.day(from + offset * step);
      if (day !== null) return day;
    }
    throw new RangeError(`no trading day within ${CLOSED_DAYS_MAX} days of ${dateText(from)}`);
  }

  #build(dayNumber: number): TradingDay | null {
    if (this.kind === 'continuous') {
      const startMs = this.zone.instant(dayNumber, 0);
      return toTradingDay(dayNumber, [{ startMs, endMs: this.zone.instant(dayNumber + 1, 0) }], false);
    }
    const date = dateText(dayNumber);
    const isWeekend = weekday(dayNumber) === 0 || weekday(dayNumber) === 6;
    if (isWeekend || this.calendar.holidays.has(date)) return null;
    const isEarlyClose = this.calendar.earlyCloses.has(date);
    const times = isEarlyClose ? this.calendar.early : this.calendar.regular;
    return toTradingDay(
      dayNumber,
      times.map((pair) => this.#session(dayNumber, pair)),
      isEarlyClose,
    );
  }

  #session(dayNumber: number, [opens, closes]: SessionTimes): Session {
    return {
      startMs: this.zone.instant(dayNumber, timeOfDayMs(opens)),
      endMs: this.zone.instant(dayNumber, timeOfDayMs(closes)),
    };
  }
}

function toTradingDay(dayNumber: number, sessions: readonly Session[], isEarlyClose: boolean): TradingDay {
  return {
    dayNumber,
    sessions,
    opensMs: sessions[0]?.startMs ?? dayNumber * DAY_MS,
    closesMs: sessions.at(-1)?.endMs ?? dayNumber * DAY_MS,
    tradingMs: sessions.reduce((total, session) => total + session.endMs - session.startMs, 0),
    isEarlyClose,
  };
}

/** @param text `HH:mm` */
export function timeOfDayMs(text: string): number {
  const [hours, minutes] = text.split(':');
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Trading time since the open, without breaks; between sessions it stands still. */
export function elapsedTradingMs(day: TradingDay, timeMs: number): number {
  return day.sessions.reduce(
    (total, session) => total + Math.max(0, Math.min(timeMs, session.endMs) - session.startMs),
    0,
  );
}

/** The instant at which so much trading time has passed; breaks are stepped over. */
export function timeAtElapsed(day: TradingDay, elapsedMs: number): number {
  let left = elapsedMs;
  for (const session of day.sessions) {
    const length = session.endMs - session.startMs;
    if (left < length) return session.startMs + left;
    left -= length;
  }
  return day.closesMs;
}
