import { businessError } from '../gateway-refusal.ts';
import { barSeries } from '../market/bar-series.ts';
import { strikeText } from '../market/option-contract.ts';
import { type OptionInstrument, RISK_FREE_RATE } from '../market/option-instrument.ts';
import { tickSeries } from '../market/tick-series.ts';
import { dayTimeline } from '../market/timeline.ts';
import type { GatewayServices, MethodGroup } from '../method-table.ts';
import { readTime, wireRatio } from './biz-parameters.ts';
import { spanItems } from './depth-methods.ts';
import { readLimit, wirePrice } from './instrument-reader.ts';
import { type OptionElement, readOption, readOptionElements } from './option-reader.ts';

const PERIODS = ['day', '1min', '5min', '30min', '60min'];
/** Wire contract 7.3. */
const BARS_DEFAULT = 300;
const BARS_MAX = 1_200;
const TICKS = 200;
const MINUTE_MS = 60_000;
const E4_PER_UNIT = 10_000;
/** Names of option exchanges, as the vendor's depth shows them; one per level. */
const EXCHANGES = ['CBOE', 'PHLX', 'ISE', 'AMEX', 'BOX'];

export const optionQuoteMethods: MethodGroup = {
  option_brief: (services, { biz }) =>
    readOptionElements(biz, 'option_basic').map((element) => brief(services, readOption(services, element))),
  option_kline: (services, { biz }) =>
    readOptionElements(biz, 'option_query').map((item) => kline(services, item)),
  option_trade_tick: (services, { biz }) =>
    readOptionElements(biz, 'option_basic').map((element) => {
      const option = readOption(services, element);
      const query = { begin: null, end: null, limit: TICKS, stepMs: MINUTE_MS };
      const ticks = tickSeries(option, query, services.clock.nowMs()).filter((tick) => tick.volume > 0);
      return {
        ...naming(option, 'lower'),
        items: ticks.map(({ timeMs, volume, priceE4 }) => ({
          time: timeMs,
          volume,
          price: wirePrice(priceE4),
        })),
      };
    }),
  option_depth: (services, { biz }) =>
    readOptionElements(biz, 'option_basic').map((element) => {
      const option = readOption(services, element);
      const { book, timeMs } = services.market.quote(option);
      const level = (item: { readonly priceE4: number; readonly size: number }, depth: number) => ({
        price: wirePrice(item.priceE4),
        code: EXCHANGES[depth % EXCHANGES.length],
        timestamp: timeMs,
        volume: item.size,
      });
      return {
        ...naming(option, 'upper'),
        timestamp: timeMs,
        ask: book.asks.map(level),
        bid: book.bids.map(level),
      };
    }),
  option_timeline: (services, { biz }) =>
    readOptionElements(biz, 'option_query').map((element) => {
      const option = readOption(services, element);
      if (option.listing.market !== 'HK') throw businessError("'market' not supported, supported: HK");
      const nowMs = services.clock.nowMs();
      const day = option.schedule.lastOpened(nowMs);
      return {
        ...naming(option, 'upper'),
        preClose: wirePrice(option.previousCloseE4(option.moment(nowMs))),
        openAndCloseTimeList: day.sessions.map((session) => [session.startMs, session.endMs]),
        minutes: spanItems(dayTimeline(option, day, nowMs)),
      };
    }),
};

function naming(option: OptionInstrument, letters: 'lower' | 'upper') {
  const { optionSymbol, expiryDay, strike, right } = option.terms;
  return {
    symbol: optionSymbol,
    expiry: option.schedule.zone.instant(expiryDay, 0),
    strike: strikeText(strike),
    right: letters === 'lower' ? right.toLowerCase() : right,
  };
}

function brief({ market, clock }: GatewayServices, option: OptionInstrument) {
  const quote = market.quote(option);
  const moment = option.moment(clock.nowMs());
  const value = option.value(moment);
  const askE4 = quote.book.asks[0]?.priceE4 ?? quote.lastE4;
  const bidE4 = quote.book.bids[0]?.priceE4 ?? quote.lastE4;
  const middle = wireRatio((askE4 + bidE4) / 2 / E4_PER_UNIT, 4);
  const shareE4 = option.underlying.priceE4(moment);
  return {
    identifier: option.listing.symbol,
    ...naming(option, 'lower'),
    bidPrice: wirePrice(bidE4),
    bidSize: quote.book.bids[0]?.size ?? 0,
    askPrice: wirePrice(askE4),
    askSize: quote.book.asks[0]?.size ?? 0,
    latestPrice: wirePrice(quote.lastE4),
    timestamp: quote.timeMs,
    volume: quote.day.volume,
    high: wirePrice(quote.day.highE4),
    low: wirePrice(quote.day.lowE4),
    open: wirePrice(quote.day.openE4),
    preClose: wirePrice(quote.previousCloseE4),
    openInterest: option.openInterest(moment),
    change: wirePrice(quote.lastE4 - quote.previousCloseE4),
    multiplier: option.listing.multiplier,
    ratesBonds: wireRatio(RISK_FREE_RATE),
    volatility: `${(value.volatility * 100).toFixed(2)}%`,
    midPrice: middle,
    midTimestamp: quote.timeMs,
    markPrice: middle,
    markTimestamp: quote.timeMs,
    preMarkPrice: wirePrice(quote.previousCloseE4),
    sellingReturn: wireRatio(quote.lastE4 / shareE4),
  };
}

function kline(services: GatewayServices, element: OptionElement) {
  const period = element.period ?? 'day';
  if (!PERIODS.includes(period)) {
    throw businessError(`'period' ${period.slice(0, 10)} not supported, supported: ${PERIODS.join(' ')}`);
  }
  const option = readOption(services, element);
  const { zone } = option.schedule;
  const bars = barSeries(
    option,
    {
      period,
      beginMs: readTime(element, 'begin_time', zone),
      endMs: readTime(element, 'end_time', zone),
      limit: readLimit(element.limit, BARS_DEFAULT, BARS_MAX),
    },
    services.clock.nowMs(),
  );
  const isDescending = element.sort_dir === 'SortDir_Descend' || element.sort_dir === 'DESC';
  return {
    ...naming(option, 'upper'),
    period,
    items: (isDescending ? bars.toReversed() : bars).map((bar) => ({
      time: bar.startMs,
      volume: bar.volume,
      open: wirePrice(bar.openE4),
      close: wirePrice(bar.closeE4),
      high: wirePrice(bar.highE4),
      low: wirePrice(bar.lowE4),
      openInterest: option.openInterest(option.moment(bar.startMs)),
      markPrice: wirePrice(bar.closeE4),
      midPrice: wirePrice(bar.closeE4),
    })),
  };
}
