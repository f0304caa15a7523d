import type { GatewayClock } from '../gateway-clock.ts';
import { type BarQuery, barSeries } from './bar-series.ts';
import { HK_CALENDAR } from './calendar-hk.ts';
import { US_CALENDAR } from './calendar-us.ts';
import { type Bar, Instrument } from './instrument.ts';
import { LISTINGS, type Market } from './listings.ts';
import { MarketSchedule } from './market-schedule.ts';
import { type OrderBook, orderBookAt } from './order-book.ts';

/** All prices in ten-thousandths of the listing's currency. */
export interface Quote {
  /** Instant of the market's step. */
  readonly timeMs: number;
  readonly lastE4: number;
  readonly previousCloseE4: number;
  readonly day: Bar;
  readonly book: OrderBook;
  readonly isHalted: boolean;
}

/** Every listing with its schedule. Prices need no storage: they are a function of the seed and the clock. */
export class SimulatedMarket {
  readonly #clock: GatewayClock;
  readonly #seed: number;
  readonly #schedules: Readonly<Record<Market, MarketSchedule>>;
  readonly #instruments: ReadonlyMap<string, Instrument>;

  constructor(deps: { readonly clock: GatewayClock; readonly seed: number }) {
    this.#clock = deps.clock;
    this.#seed = deps.seed;
    const kind = deps.clock.schedule;
    this.#schedules = {
      US: new MarketSchedule({ kind, calendar: US_CALENDAR }),
      HK: new MarketSchedule({ kind, calendar: HK_CALENDAR }),
    };
    this.#instruments = new Map(
      LISTINGS.map((listing) => {
        const schedule = this.#schedules[listing.market];
        return [listing.symbol, new Instrument({ listing, schedule, seed: deps.seed })];
      }),
    );
  }

  schedule(market: Market): MarketSchedule {
    return this.#schedules[market];
  }

  instrument(symbol: string): Instrument | null {
    return this.#instruments.get(symbol) ?? null;
  }

  quote(instrument: Instrument, timeMs = this.#clock.nowMs()): Quote {
    const moment = instrument.moment(timeMs);
    return {
      timeMs: Math.min(timeMs, moment.shape.day.closesMs),
      lastE4: instrument.priceE4(moment),
      previousCloseE4: instrument.previousCloseE4(moment),
      day: instrument.dayBar(moment),
      book: orderBookAt(instrument, moment, this.#seed),
      isHalted: instrument.isHalted,
    };
  }

  bars(instrument: Instrument, query: BarQuery): readonly Bar[] {
    return barSeries(instrument, query, this.#clock.nowMs());
  }
}
