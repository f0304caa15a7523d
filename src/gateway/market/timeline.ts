import { barSeries } from './bar-series.ts';
import type { PricedInstrument } from './instrument.ts';
import { type TradingDay, timeOfDayMs } from './market-schedule.ts';
import { roundToTick } from './tick-rules.ts';

interface TimelinePoint {
  readonly timeMs: number;
  readonly volume: number;
  readonly priceE4: number;
  /** Average of the period so far, weighted by volume; a fraction of a ten-thousandth. */
  readonly averageE4: number;
}

export interface TimelineSpan {
  readonly beginMs: number;
  readonly endMs: number;
  readonly points: readonly TimelinePoint[];
}

/** A trading day has at most this many minutes. */
const MINUTES_MAX = 1_440;
const EXTENDED_STEP_MS = 300_000;
/** Part of the day's volume that trades in all extended hours together. */
const EXTENDED_VOLUME_SHARE = 0.02;

/** The minutes of one trading day up to now. */
export function dayTimeline(instrument: PricedInstrument, day: TradingDay, nowMs: number): TimelineSpan {
  const bars = barSeries(
    instrument,
    { period: '1min', beginMs: day.opensMs, endMs: day.closesMs, limit: MINUTES_MAX },
    nowMs,
  );
  const trades = bars.map((bar) => ({ timeMs: bar.startMs, volume: bar.volume, priceE4: bar.closeE4 }));
  return { beginMs: day.opensMs, endMs: day.closesMs, points: withAverages(trades) };
}

/** Before the open the price walks from the last close to the open; null where the exchange has no such hours. */
export function preMarketTimeline(
  instrument: PricedInstrument,
  day: TradingDay,
  nowMs: number,
): TimelineSpan | null {
  const { schedule } = instrument;
  const from = schedule.kind === 'continuous' ? null : schedule.calendar.preMarketFrom;
  if (from === null) return null;
  const beginMs = schedule.zone.instant(day.dayNumber, timeOfDayMs(from));
  const { previousCloseE4, openE4 } = instrument.endOf(day).shape;
  return extended(
    instrument,
    beginMs,
    day.opensMs,
    nowMs,
    (share) => previousCloseE4 + (openE4 - previousCloseE4) * share,
  );
}

/** After the close the price rests at the close. */
export function afterHoursTimeline(
  instrument: PricedInstrument,
  day: TradingDay,
  nowMs: number,
): TimelineSpan | null {
  const { schedule } = instrument;
  const to = schedule.kind === 'continuous' ? null : schedule.calendar.afterHoursTo;
  if (to === null) return null;
  const endMs = schedule.zone.instant(day.dayNumber, timeOfDayMs(to));
  const { closeE4 } = instrument.endOf(day).shape;
  return extended(instrument, day.closesMs, endMs, nowMs, () => closeE4);
}

function extended(
  instrument: PricedInstrument,
  beginMs: number,
  endMs: number,
  nowMs: number,
  rawE4: (share: number) => number,
): TimelineSpan {
  const steps = Math.floor((endMs - beginMs) / EXTENDED_STEP_MS);
  const { tickRule, averageVolume } = instrument.listing;
  const volume = Math.round((averageVolume * EXTENDED_VOLUME_SHARE) / steps);
  const trades = Array.from({ length: steps }, (_, index) => ({
    timeMs: beginMs + index * EXTENDED_STEP_MS,
    volume,
    priceE4: roundToTick(tickRule, rawE4((index + 1) / steps)),
  })).filter((trade) => trade.timeMs <= nowMs);
  return { beginMs, endMs, points: withAverages(trades) };
}

function withAverages(trades: readonly Omit<TimelinePoint, 'averageE4'>[]): readonly TimelinePoint[] {
  let volume = 0;
  let money = 0;
  return trades.map((trade) => {
    volume += trade.volume;
    money += trade.volume * trade.priceE4;
    return { ...trade, averageE4: volume === 0 ? trade.priceE4 : money / volume };
  });
}
