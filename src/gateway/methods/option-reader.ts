import * as z from 'zod';
import { decimal } from '../../shared/domain/decimal.ts';
import { wireDecimalOrNull } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import type { ExchangeCalendar } from '../market/exchange-calendar.ts';
import { optionIdentifier, optionUnderlying } from '../market/option-contract.ts';
import { type Expiry, expiriesFrom } from '../market/option-expiries.ts';
import type { OptionInstrument } from '../market/option-instrument.ts';
import { E4_PER_UNIT } from '../market/price-e4.ts';
import { DAY_MS } from '../market/zone-time.ts';
import type { GatewayServices } from '../method-table.ts';
import type { BizParameters } from './biz-parameters.ts';
import { optionalInteger, optionalText, symbolParameter, unknownSymbol } from './biz-parameters.ts';

/** Wire contract 7.3. */
export const OPTIONS_MAX = 30;
/** Strikes are listed this far around the price. */
const STRIKE_REACH = 0.32;
const STRIKES_MAX = 80;
const HALF_DAY_MS = DAY_MS / 2;

const elementSchema = z.looseObject({
  symbol: symbolParameter,
  expiry: optionalText,
  right: optionalText,
  strike: wireDecimalOrNull,
  begin_time: optionalText,
  end_time: optionalText,
  period: optionalText,
  limit: optionalInteger,
  sort_dir: optionalText,
});
export type OptionElement = z.output<typeof elementSchema>;
const listSchema = z.array(elementSchema).min(1).max(OPTIONS_MAX);

/** The elements of `option_basic` or `option_query`. @throws GatewayRefusal */
export function readOptionElements(biz: BizParameters, field: string): readonly OptionElement[] {
  const result = listSchema.safeParse(biz[field]);
  if (result.success) return result.data;
  throw businessError(
    `${field} cannot be empty and cannot exceed ${OPTIONS_MAX}, with symbol and expiry in each`,
  );
}

/**
 * The day of an expiry: milliseconds of the market's midnight, or text `yyyyMMdd` or `yyyy-MM-dd`. Half a day is
 * added, because clients send the midnight of either market (wire contract 3.3).
 */
function expiryDayOf(
  calendar: ExchangeCalendar,
  zoneDay: (timeMs: number) => number,
  expiry: unknown,
): number {
  const text = String(expiry ?? '');
  const date = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  if (date !== null) return Math.floor(Date.parse(`${date[1]}-${date[2]}-${date[3]}T00:00:00Z`) / DAY_MS);
  if (!/^\d{10,15}$/.test(text))
    throw businessError(`field 'expiry' is not a valid time (${calendar.market})`);
  return zoneDay(Number(text) + HALF_DAY_MS);
}

/** The contract that an element names. @throws GatewayRefusal if it is not listed */
export function readOption(services: GatewayServices, element: OptionElement): OptionInstrument {
  const { expiries, dayOf } = optionClass(services, element.symbol);
  const expiryDay = dayOf(element.expiry);
  if (!expiries.some((expiry) => expiry.dayNumber === expiryDay)) throw optionFormatError(element.symbol);
  const right = element.right?.toUpperCase();
  if ((right !== 'CALL' && right !== 'PUT') || element.strike === null)
    throw optionFormatError(element.symbol);
  const terms = { optionSymbol: element.symbol, expiryDay, right, strike: element.strike } as const;
  const found = services.market.option(optionIdentifier(terms));
  if (found === null) throw optionFormatError(element.symbol);
  return found;
}

function optionFormatError(symbol: string) {
  return businessError(`option symbol format error, ${symbol.slice(0, 20)} has no such contract`);
}

/** The share behind an option symbol with what is listed on it now. @throws GatewayRefusal */
export function optionClass({ market, clock }: GatewayServices, optionSymbol: string) {
  const stock = optionUnderlying(optionSymbol) ?? unknownSymbol(optionSymbol);
  const instrument = market.stock(stock.symbol) ?? unknownSymbol(optionSymbol);
  const { zone, calendar } = instrument.schedule;
  const expiries: readonly Expiry[] = expiriesFrom(calendar, zone.dayNumber(clock.nowMs()));
  return {
    stock,
    instrument,
    expiries,
    dayOf: (expiry: unknown) => expiryDayOf(calendar, (timeMs) => zone.dayNumber(timeMs), expiry),
  };
}

/** Listed strikes, ascending, on a grid that widens with the price and does not move with it. */
export function listedStrikes(priceE4: number): readonly string[] {
  const price = priceE4 / E4_PER_UNIT;
  const step = strikeStep(price);
  const first = Math.ceil((price * (1 - STRIKE_REACH)) / step);
  const last = Math.floor((price * (1 + STRIKE_REACH)) / step);
  const count = Math.min(STRIKES_MAX, last - first + 1);
  return Array.from({ length: count }, (_, index) => decimal((first + index) * step));
}

function strikeStep(price: number): number {
  if (price < 25) return 0.5;
  if (price < 75) return 1;
  if (price < 150) return 2.5;
  return price < 450 ? 5 : 10;
}
