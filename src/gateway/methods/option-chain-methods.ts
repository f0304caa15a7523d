import * as z from 'zod';
import { wireBooleanOrNull, wireDecimalOrNull } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import type { Instrument } from '../market/instrument.ts';
import {
  HK_OPTION_SYMBOLS,
  optionIdentifier,
  optionUnderlying,
  strikeText,
} from '../market/option-contract.ts';
import type { OptionInstrument } from '../market/option-instrument.ts';
import { dateText } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readBiz, readSymbols, wireRatio } from './biz-parameters.ts';
import { wirePrice } from './instrument-reader.ts';
import { listedStrikes, OPTIONS_MAX, optionClass, readOptionElements } from './option-reader.ts';

const rangeSchema = z.looseObject({ min: wireDecimalOrNull, max: wireDecimalOrNull }).nullish();
const chainSchema = z.looseObject({
  return_greek_value: wireBooleanOrNull,
  option_filter: z
    .looseObject({
      implied_volatility: rangeSchema,
      open_interest: rangeSchema,
      in_the_money: wireBooleanOrNull,
      greeks: z
        .looseObject({
          delta: rangeSchema,
          gamma: rangeSchema,
          theta: rangeSchema,
          vega: rangeSchema,
          rho: rangeSchema,
        })
        .nullish(),
    })
    .nullish(),
});
type ChainFilter = z.output<typeof chainSchema>['option_filter'];

export const optionChainMethods: MethodGroup = {
  option_expiration: (services, { biz }) => {
    const symbols = readSymbols(biz);
    if (symbols.length > OPTIONS_MAX)
      throw businessError(`symbols cannot be empty and cannot exceed ${OPTIONS_MAX}`);
    return symbols.map((symbol) => {
      const { expiries, instrument } = optionClass(services, symbol);
      return {
        symbol,
        optionSymbols: expiries.map(() => symbol),
        dates: expiries.map(({ dayNumber }) => dateText(dayNumber)),
        timestamps: expiries.map(({ dayNumber }) => instrument.schedule.zone.instant(dayNumber, 0)),
        periodTags: expiries.map(({ tag }) => tag),
        count: expiries.length,
      };
    });
  },
  option_chain: (services, call) =>
    readOptionElements(call.biz, 'option_basic').map((element) => {
      const { instrument, dayOf } = optionClass(services, element.symbol);
      return chain(services, call, instrument, element.symbol, dayOf(element.expiry));
    }),
  all_hk_option_symbols: () =>
    HK_OPTION_SYMBOLS.map((symbol) => ({
      symbol,
      name: symbol.split('.')[0] ?? symbol,
      underlyingSymbol: optionUnderlying(symbol)?.symbol ?? '',
    })),
};

function chain(
  services: GatewayServices,
  { biz }: MethodCall,
  share: Instrument,
  symbol: string,
  expiryDay: number,
) {
  const { return_greek_value: hasGreeks, option_filter: filter } = readBiz(chainSchema, biz);
  const moment = share.moment(services.clock.nowMs());
  const { expiries } = optionClass(services, symbol);
  const isListed = expiries.some((expiry) => expiry.dayNumber === expiryDay);
  // The grid follows the last close, so that it stands still during the day.
  const strikes = isListed ? listedStrikes(share.previousCloseE4(moment)) : [];
  const side = (strike: string, right: 'CALL' | 'PUT') => {
    const option = services.market.option(
      optionIdentifier({ optionSymbol: symbol, expiryDay, right, strike }),
    );
    if (option === null || !passes(services, option, filter)) return undefined;
    return chainSide(services, option, hasGreeks !== false);
  };
  return {
    symbol,
    expiry: share.schedule.zone.instant(expiryDay, 0),
    items: strikes
      .map((strike) => ({ put: side(strike, 'PUT'), call: side(strike, 'CALL') }))
      .filter((item) => item.put !== undefined || item.call !== undefined),
  };
}

function chainSide({ market, clock }: GatewayServices, option: OptionInstrument, hasGreeks: boolean) {
  const quote = market.quote(option);
  const moment = option.moment(clock.nowMs());
  const value = option.value(moment);
  const [ask] = quote.book.asks;
  const [bid] = quote.book.bids;
  return {
    identifier: option.listing.symbol,
    strike: strikeText(option.terms.strike),
    right: option.terms.right.toLowerCase(),
    bidPrice: wirePrice(bid?.priceE4 ?? quote.lastE4),
    bidSize: bid?.size ?? 0,
    askPrice: wirePrice(ask?.priceE4 ?? quote.lastE4),
    askSize: ask?.size ?? 0,
    volume: quote.day.volume,
    latestPrice: wirePrice(quote.lastE4),
    preClose: wirePrice(quote.previousCloseE4),
    openInterest: option.openInterest(moment),
    multiplier: option.listing.multiplier,
    lastTimestamp: quote.timeMs,
    impliedVol: wireRatio(value.volatility),
    ...(hasGreeks
      ? {
          delta: wireRatio(value.delta),
          gamma: wireRatio(value.gamma),
          theta: wireRatio(value.theta),
          vega: wireRatio(value.vega),
          rho: wireRatio(value.rho),
        }
      : {}),
  };
}

function passes({ clock }: GatewayServices, option: OptionInstrument, filter: ChainFilter): boolean {
  if (filter === null || filter === undefined) return true;
  const moment = option.moment(clock.nowMs());
  const value = option.value(moment);
  const { greeks } = filter;
  const ranges = [
    [filter.implied_volatility, value.volatility],
    [filter.open_interest, option.openInterest(moment)],
    [greeks?.delta, value.delta],
    [greeks?.gamma, value.gamma],
    [greeks?.theta, value.theta],
    [greeks?.vega, value.vega],
    [greeks?.rho, value.rho],
  ] as const;
  const isInside = ranges.every(([range, figure]) => {
    const least = range?.min ?? null;
    const most = range?.max ?? null;
    return (least === null || figure >= Number(least)) && (most === null || figure <= Number(most));
  });
  if (!isInside || filter.in_the_money === null) return isInside;
  const isAbove = option.underlying.priceE4(moment) / 10_000 > Number(option.terms.strike);
  return (isAbove === (option.terms.right === 'CALL')) === filter.in_the_money;
}
