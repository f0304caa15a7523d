import type { Listing } from './listings.ts';
import type { MarketSchedule, TradingDay } from './market-schedule.ts';
import { bellAt, hashText, lineNoise, uniformAt } from './noise.ts';
import { E4_PER_UNIT } from './price-e4.ts';
import { roundToTick } from './tick-rules.ts';
import { parseDate } from './zone-time.ts';

/** The simulated market moves once per step; quotes and bars are made of the same steps, so they always agree. */
export const PRICE_STEP_MS = 5_000;

/** All prices in ten-thousandths; positions in milliseconds of trading time since the open. */
export interface DayShape {
  readonly day: TradingDay;
  readonly openE4: number;
  readonly highE4: number;
  readonly lowE4: number;
  readonly closeE4: number;
  readonly previousCloseE4: number;
  readonly volume: number;
  /** Points that the path goes through exactly: open, high, low, close, by time. */
  readonly anchors: readonly (readonly [elapsedMs: number, priceE4: number])[];
}

/** Listing prices hold at this date. */
const REFERENCE_DAY = parseDate('2026-11-20') ?? 0;
/** Growth per day that makes about 6 % a year. */
const DRIFT_PER_DAY = 0.06 / 365;
/** Wave lengths in days. The longest bounds how far a price can stray over the years. */
const DAILY_OCTAVES = [2048, 1024, 512, 256, 128, 64, 32, 16, 8, 4, 2, 1] as const;
/** Makes the octaves together move about one daily volatility per day. */
const OCTAVE_SCALE = 0.55;
/** Waves per day inside the day, from hours down to a step. */
const INTRADAY_OCTAVES = [16, 64, 256, 1024, 4096, 17_280] as const;
const INTRADAY_SHARE = 0.3;
/** An exchange that closes overnight opens with a gap of this share of a day's volatility. */
const GAP_SHARE = 0.35;
const RANGE_SHARE = 0.45;
const SHAPE_CACHE_MAX = 6_000;

/**
 * The price of one instrument as a pure function of seed, symbol and time: first the closes (waves over years), then
 * each day's open, high and low, then a path through these points. A day's bar is therefore known without its
 * minutes, and the minutes add up to it exactly.
 */
export class PriceModel {
  readonly #listing: Listing;
  readonly #schedule: MarketSchedule;
  readonly #seed: number;
  readonly #channels: readonly number[];
  readonly #shapes = new Map<number, DayShape>();

  constructor(deps: { readonly listing: Listing; readonly schedule: MarketSchedule; readonly seed: number }) {
    this.#listing = deps.listing;
    this.#schedule = deps.schedule;
    this.#seed = hashText(deps.listing.modelKey, deps.seed);
    this.#channels = INTRADAY_OCTAVES.map((octave) => hashText(`intraday ${octave}`, this.#seed));
  }

  shape(day: TradingDay): DayShape {
    const known = this.#shapes.get(day.dayNumber);
    if (known !== undefined) return known;
    if (this.#shapes.size >= SHAPE_CACHE_MAX) this.#shapes.clear();
    const shape = this.#build(day);
    this.#shapes.set(day.dayNumber, shape);
    return shape;
  }

  /** The price at a point of the day's path, on the tick, never outside the day's range. */
  priceE4(shape: DayShape, elapsedMs: number): number {
    const at = Math.max(0, Math.min(elapsedMs, shape.day.tradingMs));
    const { anchors } = shape;
    let index = 1;
    while (index < anchors.length - 1 && (anchors[index]?.[0] ?? 0) < at) index += 1;
    const [fromMs, from] = anchors[index - 1] ?? [0, shape.openE4];
    const [toMs, to] = anchors[index] ?? [1, shape.closeE4];
    const share = toMs === fromMs ? 1 : (at - fromMs) / (toMs - fromMs);
    const line = from + (to - from) * share;
    // The envelope is zero at both ends, so the path meets its anchors.
    const envelope = Math.min(1, 4 * share * (1 - share)) * (shape.highE4 - shape.lowE4) * INTRADAY_SHARE;
    const raw = envelope === 0 ? line : line + envelope * this.#intradayNoise(shape, at);
    const priceE4 = roundToTick(this.#listing.tickRule, raw);
    return Math.max(shape.lowE4, Math.min(shape.highE4, priceE4));
  }

  /** Shares traded since the open; rises along a U-shaped profile, as real days do. */
  volume(shape: DayShape, elapsedMs: number): number {
    const at = Math.max(0, Math.min(1, elapsedMs / shape.day.tradingMs));
    const centred = 2 * at - 1;
    return Math.floor(shape.volume * (0.6 * at + 0.2 * (centred ** 3 + 1)));
  }

  #intradayNoise(shape: DayShape, elapsedMs: number): number {
    const position = shape.day.dayNumber + elapsedMs / shape.day.tradingMs;
    let total = 0;
    let amplitude = 1;
    for (let index = 0; index < INTRADAY_OCTAVES.length; index += 1) {
      total += amplitude * lineNoise(this.#channels[index] ?? 0, position * (INTRADAY_OCTAVES[index] ?? 1));
      amplitude /= 2;
    }
    return total;
  }

  #build(day: TradingDay): DayShape {
    const { tickRule, dailyVolatility, averageVolume } = this.#listing;
    const previous = this.#closeE4(this.#schedule.before(day.dayNumber).dayNumber);
    const close = this.#closeE4(day.dayNumber);
    const gap = this.#schedule.kind === 'continuous' ? 0 : dailyVolatility * GAP_SHARE;
    const open = roundToTick(
      tickRule,
      previous * Math.exp(gap * bellAt(this.#channel('gap'), day.dayNumber)),
    );
    const reach = (name: string) =>
      dailyVolatility * RANGE_SHARE * Math.abs(bellAt(this.#channel(name), day.dayNumber));
    const high = roundToTick(tickRule, Math.max(open, close) * Math.exp(reach('high')));
    const low = roundToTick(tickRule, Math.min(open, close) * Math.exp(-reach('low')));
    const volumeFactor = Math.exp(0.35 * bellAt(this.#channel('volume'), day.dayNumber));
    return {
      day,
      openE4: open,
      highE4: high,
      lowE4: low,
      closeE4: close,
      previousCloseE4: previous,
      volume: Math.round(averageVolume * volumeFactor),
      anchors: this.#anchors(day, open, high, low, close),
    };
  }

  #anchors(day: TradingDay, open: number, high: number, low: number, close: number): DayShape['anchors'] {
    const at = (name: string, from: number) => {
      const steps = day.tradingMs / PRICE_STEP_MS;
      const share = from + 0.35 * uniformAt(this.#channel(name), day.dayNumber);
      return Math.max(1, Math.floor(steps * share)) * PRICE_STEP_MS;
    };
    const isHighFirst = uniformAt(this.#channel('order'), day.dayNumber) < 0.5;
    const first = isHighFirst ? high : low;
    const second = isHighFirst ? low : high;
    return [
      [0, open],
      [at('first', 0.1), first],
      [at('second', 0.55), second],
      [day.tradingMs, close],
    ];
  }

  #closeE4(dayNumber: number): number {
    const logarithm =
      Math.log(this.#listing.basePrice * E4_PER_UNIT) +
      DRIFT_PER_DAY * (dayNumber - REFERENCE_DAY) +
      this.#waves(dayNumber) -
      this.#waves(REFERENCE_DAY);
    return roundToTick(this.#listing.tickRule, Math.exp(logarithm));
  }

  #waves(dayNumber: number): number {
    let total = 0;
    for (const octave of DAILY_OCTAVES) {
      const amplitude = this.#listing.dailyVolatility * OCTAVE_SCALE * Math.sqrt(octave);
      total += amplitude * lineNoise(this.#channel(`day ${octave}`), dayNumber / octave);
    }
    return total;
  }

  #channel(name: string): number {
    return hashText(name, this.#seed);
  }
}
