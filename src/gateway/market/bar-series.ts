import type { Bar, PricedInstrument } from './instrument.ts';
import type { Session, TradingDay } from './market-schedule.ts';
import { PRICE_STEP_MS } from './price-model.ts';
import { dateText, parseDate, weekday } from './zone-time.ts';

const MINUTE_MS = 60_000;
const MONTH_DAYS = 31;
const YEAR_DAYS = 366;

/** Bar lengths inside a day, in minutes (wire contract section 4, "Bar period", with the stock notes' spellings). */
const INTRADAY_MINUTES: Readonly<Record<string, number>> = {
  '1min': 1,
  '3min': 3,
  '5min': 5,
  '10min': 10,
  '15min': 15,
  '30min': 30,
  '45min': 45,
  '60min': 60,
  '2hour': 120,
  '120min': 120,
  '3hour': 180,
  '4hour': 240,
  '240min': 240,
  '6hour': 360,
};

const GROUPED = ['day', 'week', 'month', 'year'] as const;
type GroupedPeriod = (typeof GROUPED)[number];

export const BAR_PERIODS: readonly string[] = [...GROUPED, ...Object.keys(INTRADAY_MINUTES)];

/** The simulated past begins here. */
const HISTORY_START_DAY = parseDate('2010-01-04') ?? 0;

export interface BarQuery {
  readonly period: string;
  /** Inclusive; null means as far back as there is. */
  readonly beginMs: number | null;
  /** Exclusive; null means now. */
  readonly endMs: number | null;
  /** The newest bars win. */
  readonly limit: number;
}

/** @returns bars ascending by time; the last one of a running period ends with the current price */
export function barSeries(instrument: PricedInstrument, query: BarQuery, nowMs: number): readonly Bar[] {
  const minutes = INTRADAY_MINUTES[query.period];
  const newestFirst =
    minutes === undefined
      ? groupedBars(instrument, query, nowMs)
      : intradayBars(instrument, query, minutes * MINUTE_MS, nowMs);
  return newestFirst.reverse();
}

function intradayBars(instrument: PricedInstrument, query: BarQuery, lengthMs: number, nowMs: number): Bar[] {
  const endMs = Math.min(query.endMs ?? nowMs + 1, nowMs + 1);
  const reachDays = lengthMs <= 10 * MINUTE_MS ? MONTH_DAYS : YEAR_DAYS;
  const { schedule } = instrument;
  const firstDay = schedule.zone.dayNumber(nowMs) - reachDays;
  const bars: Bar[] = [];
  let day = schedule.lastOpened(endMs);
  while (bars.length < query.limit && day.dayNumber >= firstDay) {
    if (query.beginMs !== null && day.closesMs <= query.beginMs) break;
    for (const span of daySpans(day, lengthMs).reverse()) {
      if (bars.length >= query.limit || span.startMs < (query.beginMs ?? 0)) break;
      if (span.startMs >= endMs) continue;
      const reached = span.fromMs + nowMs - span.startMs;
      const toMs = Math.min(span.toMs, reached - (reached % PRICE_STEP_MS));
      bars.push(instrument.spanBar(day, span.startMs, span.fromMs, Math.max(span.fromMs, toMs)));
    }
    day = schedule.before(day.dayNumber);
  }
  return bars;
}

interface Span {
  readonly startMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Bars start with each session, so none reaches over a lunch break. */
function daySpans(day: TradingDay, lengthMs: number): Span[] {
  const spans: Span[] = [];
  let elapsedMs = 0;
  for (const session of day.sessions) {
    spans.push(...sessionSpans(session, elapsedMs, lengthMs));
    elapsedMs += session.endMs - session.startMs;
  }
  return spans;
}

function sessionSpans(session: Session, elapsedMs: number, lengthMs: number): Span[] {
  const total = session.endMs - session.startMs;
  return Array.from({ length: Math.ceil(total / lengthMs) }, (_, index) => ({
    startMs: session.startMs + index * lengthMs,
    fromMs: elapsedMs + index * lengthMs,
    toMs: elapsedMs + Math.min(total, (index + 1) * lengthMs),
  }));
}

function groupedBars(instrument: PricedInstrument, query: BarQuery, nowMs: number): Bar[] {
  const period = GROUPED.find((name) => name === query.period) ?? 'day';
  const endMs = Math.min(query.endMs ?? nowMs + 1, nowMs + 1);
  const { schedule } = instrument;
  const bars: Bar[] = [];
  let group: Bar | null = null;
  let groupKey = '';
  // Starts from now, not from the end asked for: a week cut off by the end still belongs to the week.
  let moment = instrument.moment(nowMs);
  for (;;) {
    const { dayNumber } = moment.shape.day;
    if (dayNumber < HISTORY_START_DAY) break;
    const bar = instrument.dayBar(moment);
    const key = groupKeyOf(period, dayNumber);
    if (group !== null && key !== groupKey) {
      if (accept(bars, group, query, endMs)) return bars;
      group = null;
    }
    group = group === null ? bar : merge(bar, group);
    groupKey = key;
    moment = instrument.endOf(schedule.before(dayNumber));
  }
  if (group !== null) accept(bars, group, query, endMs);
  return bars;
}

/** Keeps a finished bar if it is asked for. @returns true once nothing older is wanted */
function accept(bars: Bar[], bar: Bar, query: BarQuery, endMs: number): boolean {
  if (query.beginMs !== null && bar.startMs < query.beginMs) return true;
  if (bar.startMs < endMs) bars.push(bar);
  return bars.length >= query.limit;
}

/** A week starts on Monday. */
function groupKeyOf(period: GroupedPeriod, dayNumber: number): string {
  const date = dateText(dayNumber);
  if (period === 'year') return date.slice(0, 4);
  if (period === 'month') return date.slice(0, 7);
  if (period === 'week') return String(dayNumber - ((weekday(dayNumber) + 6) % 7));
  return date;
}

function merge(earlier: Bar, later: Bar): Bar {
  return {
    startMs: earlier.startMs,
    openE4: earlier.openE4,
    highE4: Math.max(earlier.highE4, later.highE4),
    lowE4: Math.min(earlier.lowE4, later.lowE4),
    closeE4: later.closeE4,
    volume: earlier.volume + later.volume,
  };
}
