import type { Listing } from './listings.ts';
import { elapsedTradingMs, type MarketSchedule, type TradingDay } from './market-schedule.ts';
import { type DayShape, PRICE_STEP_MS, PriceModel } from './price-model.ts';

/** A bar in ten-thousandths of the currency; `startMs` is an instant. */
export interface Bar {
  readonly startMs: number;
  readonly openE4: number;
  readonly highE4: number;
  readonly lowE4: number;
  readonly closeE4: number;
  readonly volume: number;
}

/** A point of a trading day, in steps of the market. */
export interface MarketMoment {
  readonly shape: DayShape;
  readonly elapsedMs: number;
}

interface Pin {
  readonly dayNumber: number;
  readonly elapsedMs: number;
  readonly priceE4: number;
}

interface RunningRange {
  readonly dayNumber: number;
  elapsedMs: number;
  highE4: number;
  lowE4: number;
}

/** What quotes, bars and orders need to know of an instrument, however its price is made. */
export interface PricedInstrument {
  readonly listing: Listing;
  readonly schedule: MarketSchedule;
  readonly isHalted: boolean;
  setHalted(isHalted: boolean): void;
  pinPrice(priceE4: number | null, timeMs: number): void;
  moment(timeMs: number): MarketMoment;
  endOf(day: TradingDay): MarketMoment;
  priceE4(moment: MarketMoment): number;
  previousCloseE4(moment: MarketMoment): number;
  dayBar(moment: MarketMoment): Bar;
  spanBar(day: TradingDay, startMs: number, fromElapsedMs: number, toElapsedMs: number): Bar;
}

/** One listing over time: its prices, its range so far, and the two switches that tests use (a fixed price, a halt). */
export class Instrument implements PricedInstrument {
  readonly listing: Listing;
  readonly schedule: MarketSchedule;
  readonly #model: PriceModel;
  #pin: Pin | null = null;
  #halted = false;
  #range: RunningRange | null = null;

  constructor(deps: { readonly listing: Listing; readonly schedule: MarketSchedule; readonly seed: number }) {
    this.listing = deps.listing;
    this.schedule = deps.schedule;
    this.#model = new PriceModel(deps);
  }

  get isHalted(): boolean {
    return this.#halted;
  }

  setHalted(isHalted: boolean): void {
    this.#halted = isHalted;
  }

  /** From this moment on the price stands still at `priceE4`; null lets the model run again. */
  pinPrice(priceE4: number | null, timeMs: number): void {
    const { shape, elapsedMs } = this.moment(timeMs);
    this.#pin = priceE4 === null ? null : { dayNumber: shape.day.dayNumber, elapsedMs, priceE4 };
    this.#range = null;
  }

  /** Outside sessions this is the end of the last one. */
  moment(timeMs: number): MarketMoment {
    const day = this.schedule.lastOpened(timeMs);
    const elapsedMs = elapsedTradingMs(day, timeMs);
    const isDone = elapsedMs >= day.tradingMs;
    return {
      shape: this.#model.shape(day),
      elapsedMs: isDone ? day.tradingMs : elapsedMs - (elapsedMs % PRICE_STEP_MS),
    };
  }

  endOf(day: TradingDay): MarketMoment {
    return { shape: this.#model.shape(day), elapsedMs: day.tradingMs };
  }

  priceE4({ shape, elapsedMs }: MarketMoment): number {
    const pin = this.#pin;
    if (pin !== null && isAtOrAfter(shape.day.dayNumber, elapsedMs, pin)) return pin.priceE4;
    return this.#model.priceE4(shape, elapsedMs);
  }

  /** The close before the moment's day. */
  previousCloseE4({ shape }: MarketMoment): number {
    const pin = this.#pin;
    return pin !== null && shape.day.dayNumber > pin.dayNumber ? pin.priceE4 : shape.previousCloseE4;
  }

  /** The day's bar up to the moment. A finished day is known from its shape; a running one is followed step by step. */
  dayBar(moment: MarketMoment): Bar {
    const { shape, elapsedMs } = moment;
    const isPinned = this.#pin !== null && shape.day.dayNumber >= this.#pin.dayNumber;
    if (elapsedMs >= shape.day.tradingMs && !isPinned) {
      const { openE4, highE4, lowE4, closeE4, volume } = shape;
      return { startMs: this.#dayStartMs(shape.day), openE4, highE4, lowE4, closeE4, volume };
    }
    const range = this.#rangeUntil(moment);
    return {
      startMs: this.#dayStartMs(shape.day),
      openE4: this.priceE4({ shape, elapsedMs: 0 }),
      highE4: range.highE4,
      lowE4: range.lowE4,
      closeE4: this.priceE4(moment),
      volume: this.#model.volume(shape, elapsedMs),
    };
  }

  /** The bar of a stretch of trading time; its close is the price at its end, which the next bar opens with. */
  spanBar(day: TradingDay, startMs: number, fromElapsedMs: number, toElapsedMs: number): Bar {
    const shape = this.#model.shape(day);
    const openE4 = this.priceE4({ shape, elapsedMs: fromElapsedMs });
    const closeE4 = this.priceE4({ shape, elapsedMs: toElapsedMs });
    let highE4 = Math.max(openE4, closeE4);
    let lowE4 = Math.min(openE4, closeE4);
    for (let at = fromElapsedMs + PRICE_STEP_MS; at < toElapsedMs; at += PRICE_STEP_MS) {
      const priceE4 = this.priceE4({ shape, elapsedMs: at });
      if (priceE4 > highE4) highE4 = priceE4;
      if (priceE4 < lowE4) lowE4 = priceE4;
    }
    const volume = this.#model.volume(shape, toElapsedMs) - this.#model.volume(shape, fromElapsedMs);
    return { startMs, openE4, highE4, lowE4, closeE4, volume };
  }

  /** Day bars carry midnight in the market's zone (wire contract 3.1, kline). */
  #dayStartMs(day: TradingDay): number {
    return this.schedule.zone.instant(day.dayNumber, 0);
  }

  #rangeUntil(moment: MarketMoment): RunningRange {
    const { shape, elapsedMs } = moment;
    const known = this.#range;
    const isUsable = known?.dayNumber === shape.day.dayNumber && known.elapsedMs <= elapsedMs;
    const openE4 = this.priceE4({ shape, elapsedMs: 0 });
    const range: RunningRange =
      isUsable && known !== null
        ? known
        : { dayNumber: shape.day.dayNumber, elapsedMs: 0, highE4: openE4, lowE4: openE4 };
    const include = (at: number) => {
      const priceE4 = this.priceE4({ shape, elapsedMs: at });
      range.highE4 = Math.max(range.highE4, priceE4);
      range.lowE4 = Math.min(range.lowE4, priceE4);
    };
    for (let at = range.elapsedMs; at < elapsedMs; at += PRICE_STEP_MS) include(at);
    include(elapsedMs);
    range.elapsedMs = elapsedMs;
    this.#range = range;
    return range;
  }
}

function isAtOrAfter(dayNumber: number, elapsedMs: number, pin: Pin): boolean {
  return dayNumber > pin.dayNumber || (dayNumber === pin.dayNumber && elapsedMs >= pin.elapsedMs);
}
