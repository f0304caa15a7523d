import type { GatewayClock } from '../gateway-clock.ts';
import { type BarQuery, barSeries } from './bar-series.ts';
import { HK_CALENDAR } from './calendar-hk.ts';
import { US_CALENDAR } from './calendar-us.ts';
import { CRYPTO_CALENDAR, CRYPTO_LISTINGS } from './crypto-listings.ts';
import { findListing } from './find-listing.ts';
import { FUTURE_CALENDARS, type FutureProduct } from './future-contract.ts';
import { type Bar, Instrument, type PricedInstrument } from './instrument.ts';
import { LISTINGS, type Listing, type Market } from './listings.ts';
import { MarketSchedule } from './market-schedule.ts';
import { OptionInstrument } from './option-instrument.ts';
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

/** Options and futures are made when they are asked for; the oldest go when there are more than a chain or two. */
const DERIVED_MAX = 2_000;

/** Every listing with its schedule. Prices need no storage: they are a function of the seed and the clock. */
export class SimulatedMarket {
  readonly #clock: GatewayClock;
  readonly #seed: number;
  readonly #schedules: Readonly<Record<Market, MarketSchedule>>;
  readonly #futures: Readonly<Record<FutureProduct['exchange'], MarketSchedule>>;
  readonly #instruments: ReadonlyMap<string, Instrument>;
  readonly #derived = new Map<string, PricedInstrument>();

  constructor(deps: { readonly clock: GatewayClock; readonly seed: number }) {
    this.#clock = deps.clock;
    this.#seed = deps.seed;
    const kind = deps.clock.schedule;
    this.#schedules = {
      US: new MarketSchedule({ kind, calendar: US_CALENDAR }),
      HK: new MarketSchedule({ kind, calendar: HK_CALENDAR }),
    };
    const { CME, NYMEX, COMEX, HKFE } = FUTURE_CALENDARS;
    this.#futures = {
      CME: new MarketSchedule({ kind, calendar: CME }),
      NYMEX: new MarketSchedule({ kind, calendar: NYMEX }),
      COMEX: new MarketSchedule({ kind, calendar: COMEX }),
      HKFE: new MarketSchedule({ kind, calendar: HKFE }),
    };
    const crypto = new MarketSchedule({ kind: 'continuous', calendar: CRYPTO_CALENDAR });
    const make = (listing: Listing, schedule: MarketSchedule) =>
      [listing.symbol, new Instrument({ listing, schedule, seed: deps.seed })] as const;
    this.#instruments = new Map([
      ...LISTINGS.map((listing) => make(listing, this.#schedules[listing.market])),
      ...CRYPTO_LISTINGS.map((listing) => make(listing, crypto)),
    ]);
  }

  get seed(): number {
    return this.#seed;
  }

  schedule(market: Market): MarketSchedule {
    return this.#schedules[market];
  }

  futureSchedule(exchange: FutureProduct['exchange']): MarketSchedule {
    return this.#futures[exchange];
  }

  /** By the ledger's key (see find-listing.ts). */
  instrument(symbol: string): PricedInstrument | null {
    const known = this.#instruments.get(symbol) ?? this.#derived.get(symbol);
    if (known !== undefined) return known;
    const listing = findListing(symbol);
    const made = listing === null ? null : this.#derive(listing);
    if (made === null) return null;
    const [oldest] = this.#derived.keys();
    if (this.#derived.size >= DERIVED_MAX && oldest !== undefined) this.#derived.delete(oldest);
    this.#derived.set(symbol, made);
    return made;
  }

  /** Null unless the symbol is a share's (or a coin's). */
  stock(symbol: string): Instrument | null {
    return this.#instruments.get(symbol) ?? null;
  }

  option(identifier: string): OptionInstrument | null {
    const found = this.instrument(identifier);
    return found instanceof OptionInstrument ? found : null;
  }

  #derive(listing: Listing): PricedInstrument | null {
    const terms = listing.option;
    if (terms !== null) {
      const underlying = this.#instruments.get(terms.underlying);
      return underlying === undefined ? null : new OptionInstrument({ listing, terms, underlying });
    }
    const exchange = (['CME', 'NYMEX', 'COMEX', 'HKFE'] as const).find((name) => name === listing.exchange);
    if (exchange === undefined) return null;
    return new Instrument({ listing, schedule: this.#futures[exchange], seed: this.#seed });
  }

  quote(instrument: PricedInstrument, timeMs = this.#clock.nowMs()): Quote {
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

  bars(instrument: PricedInstrument, query: BarQuery): readonly Bar[] {
    return barSeries(instrument, query, this.#clock.nowMs());
  }
}
