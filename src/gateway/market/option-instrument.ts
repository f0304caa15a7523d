import { type OptionValue, optionValue } from './black-scholes.ts';
import type { Bar, MarketMoment, PricedInstrument } from './instrument.ts';
import type { Listing, OptionTerms } from './listings.ts';
import { type MarketSchedule, type TradingDay, timeOfDayMs } from './market-schedule.ts';
import { hashText, uniformAt } from './noise.ts';
import { E4_PER_UNIT } from './price-e4.ts';
import { roundToTick } from './tick-rules.ts';

/** A ten-year government bond's yield; the vendor shows the same figure as `ratesBonds`. */
export const RISK_FREE_RATE = 0.0394;
const TRADING_DAYS_PER_YEAR = 252;
/** Options are priced a little above what the share really moves. */
const VOLATILITY_PREMIUM = 1.1;
/** Low strikes cost more volatility than high ones, and far ones more than near ones. */
const SKEW = -0.18;
const SMILE = 0.25;
const VOLATILITY_MIN = 0.08;
const VOLATILITY_MAX = 1.5;
const YEAR_MS = 365 * 86_400_000;

/** An option over time: a function of its share's price and of the time left, so calls and puts always agree. */
export class OptionInstrument implements PricedInstrument {
  readonly listing: Listing;
  readonly terms: OptionTerms;
  readonly underlying: PricedInstrument;
  readonly #strike: number;
  readonly #expiresMs: number;

  constructor(deps: {
    readonly listing: Listing;
    readonly terms: OptionTerms;
    readonly underlying: PricedInstrument;
  }) {
    this.listing = deps.listing;
    this.terms = deps.terms;
    this.underlying = deps.underlying;
    this.#strike = Number(deps.terms.strike);
    const { zone, calendar } = deps.underlying.schedule;
    const closes = calendar.regular.at(-1)?.[1] ?? '16:00';
    this.#expiresMs = zone.instant(deps.terms.expiryDay, timeOfDayMs(closes));
  }

  get schedule(): MarketSchedule {
    return this.underlying.schedule;
  }

  get isHalted(): boolean {
    return this.underlying.isHalted;
  }

  /** End of trading on the expiry day, whatever the clock's schedule. */
  get expiresMs(): number {
    return this.#expiresMs;
  }

  setHalted(isHalted: boolean): void {
    this.underlying.setHalted(isHalted);
  }

  /** @throws RangeError always: set the share's price instead */
  pinPrice(): void {
    throw new RangeError(`the price of ${this.listing.symbol} follows ${this.terms.underlying}`);
  }

  moment(timeMs: number): MarketMoment {
    return this.underlying.moment(timeMs);
  }

  endOf(day: TradingDay): MarketMoment {
    return this.underlying.endOf(day);
  }

  /** Price, greeks and the volatility they come from. */
  value(moment: MarketMoment): OptionValue & { readonly volatility: number } {
    return this.#valueAt(this.underlying.priceE4(moment), timeOf(moment));
  }

  priceE4(moment: MarketMoment): number {
    return this.#priceE4(this.underlying.priceE4(moment), timeOf(moment));
  }

  previousCloseE4(moment: MarketMoment): number {
    return this.#priceE4(this.underlying.previousCloseE4(moment), moment.shape.day.opensMs);
  }

  dayBar(moment: MarketMoment): Bar {
    const { day } = moment.shape;
    return this.#bar(this.underlying.dayBar(moment), day.opensMs, timeOf(moment), moment);
  }

  spanBar(day: TradingDay, startMs: number, fromElapsedMs: number, toElapsedMs: number): Bar {
    const bar = this.underlying.spanBar(day, startMs, fromElapsedMs, toElapsedMs);
    return this.#bar(bar, startMs, startMs + toElapsedMs - fromElapsedMs, this.endOf(day));
  }

  /** Contracts that are open, told by the strike's distance from the price and the expiry. */
  openInterest(moment: MarketMoment): number {
    const away = Math.abs(Math.log(this.#strike / (this.underlying.priceE4(moment) / E4_PER_UNIT)));
    const chance = uniformAt(hashText(`interest ${this.listing.symbol}`, 0), moment.shape.day.dayNumber >> 3);
    return Math.round(this.listing.averageVolume * (4 + 8 * chance) * Math.exp(-6 * away));
  }

  /** A rising share lifts a call and lowers a put; time only takes. Extremes of the share bound those of the option. */
  #bar(share: Bar, fromMs: number, toMs: number, moment: MarketMoment): Bar {
    const isCall = this.terms.right === 'CALL';
    const openE4 = this.#priceE4(share.openE4, fromMs);
    const closeE4 = this.#priceE4(share.closeE4, toMs);
    const best = this.#priceE4(isCall ? share.highE4 : share.lowE4, fromMs);
    const worst = this.#priceE4(isCall ? share.lowE4 : share.highE4, toMs);
    const part = this.listing.averageVolume / this.underlying.listing.averageVolume;
    const nearness = Math.min(1, Math.max(0.05, 1 - Math.abs(this.value(moment).delta) / 2));
    return {
      startMs: share.startMs,
      openE4,
      highE4: Math.max(best, openE4, closeE4),
      lowE4: Math.min(worst, openE4, closeE4),
      closeE4,
      volume: Math.floor(share.volume * part * nearness),
    };
  }

  #priceE4(shareE4: number, timeMs: number): number {
    return roundToTick(this.listing.tickRule, this.#valueAt(shareE4, timeMs).price * E4_PER_UNIT);
  }

  #valueAt(shareE4: number, timeMs: number): OptionValue & { readonly volatility: number } {
    const spot = shareE4 / E4_PER_UNIT;
    const years = Math.max(0, this.#expiresMs - timeMs) / YEAR_MS;
    const volatility = impliedVolatility(this.underlying.listing, spot, this.#strike, years);
    const { right } = this.terms;
    const value = optionValue({ spot, strike: this.#strike, years, rate: RISK_FREE_RATE, volatility, right });
    return { ...value, volatility };
  }
}

/** Yearly volatility that the share moves with. */
export function historicalVolatility(listing: Listing): number {
  return listing.dailyVolatility * Math.sqrt(TRADING_DAYS_PER_YEAR);
}

/** The volatility surface: level of the share, skew and smile flattening with time. */
export function impliedVolatility(listing: Listing, spot: number, strike: number, years: number): number {
  const distance = Math.log(strike / spot) / Math.sqrt(Math.max(years, 0.08));
  const bounded = Math.max(-0.8, Math.min(0.8, distance));
  const level = historicalVolatility(listing) * VOLATILITY_PREMIUM;
  return Math.max(
    VOLATILITY_MIN,
    Math.min(VOLATILITY_MAX, level * (1 + SKEW * bounded + SMILE * bounded ** 2)),
  );
}

function timeOf({ shape, elapsedMs }: MarketMoment): number {
  return shape.day.opensMs + elapsedMs;
}
