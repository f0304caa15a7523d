import * as z from 'zod';
import { decimal, divide, multiply } from '../../shared/domain/decimal.ts';
import { wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { BAR_PERIODS } from '../market/bar-series.ts';
import type { Bar, PricedInstrument } from '../market/instrument.ts';
import { marketStatusAt, STATUS_TITLE } from '../market/market-phase.ts';
import { e4ToDecimal } from '../market/price-e4.ts';
import type { Quote } from '../market/simulated-market.ts';
import { tickE4At } from '../market/tick-rules.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readPageToken, toPageToken } from './bar-paging.ts';
import { optionalInteger, optionalText, readBiz, readTime, wireNumber, wireRatio } from './biz-parameters.ts';
import { readStocks, wirePrice } from './instrument-reader.ts';

/** Age of the quotes that need no permission (wire contract 3.1). */
const DELAY_MS = 15 * 60_000;
/** Wire contract 7.3. */
const BARS_DEFAULT = 300;
const BARS_MAX = 1_200;

const klineSchema = z.looseObject({ period: wireText, limit: optionalInteger, page_token: optionalText });

export const quoteMethods: MethodGroup = {
  quote_stock_trade: (services, { biz }) =>
    readStocks(services, biz).map((instrument) => {
      const { listing } = instrument;
      const lastE4 = services.market.quote(instrument).lastE4;
      return {
        symbol: listing.symbol,
        lotSize: listing.lotSize,
        minTick: wirePrice(tickE4At(listing.tickRule, lastE4) ?? 1),
        spreadScale: 0,
      };
    }),
  quote_real_time: (services, { biz }) =>
    readStocks(services, biz).map((instrument) => realTime(instrument, services.market.quote(instrument))),
  quote_delay: ({ clock, market }, { biz }) =>
    readStocks({ market }, biz).map((instrument) => {
      const quote = market.quote(instrument, clock.nowMs() - DELAY_MS);
      return {
        symbol: instrument.listing.symbol,
        preClose: wirePrice(quote.previousCloseE4),
        halted: quote.isHalted ? 3 : 0,
        time: quote.timeMs,
        ...dayMembers(quote.day),
        close: wirePrice(quote.lastE4),
      };
    }),
  brief: (services, { biz }) => ({
    items: readStocks(services, biz).map((instrument) =>
      briefItem(instrument, services.market.quote(instrument)),
    ),
  }),
  stock_detail: (services, { biz }) => ({
    items: readStocks(services, biz).map((instrument) => detail(services, instrument)),
  }),
  kline,
};

function kline(services: GatewayServices, { biz }: MethodCall) {
  const fields = readBiz(klineSchema, biz);
  if (!BAR_PERIODS.includes(fields.period)) {
    throw businessError(
      `'period' ${fields.period.slice(0, 10)} not supported, supported: ${BAR_PERIODS.join(' ')}`,
    );
  }
  const limit = fields.limit ?? BARS_DEFAULT;
  if (limit < 1 || limit > BARS_MAX) throw businessError(`field 'limit' must be 1 to ${BARS_MAX}`);
  const found = readStocks(services, biz);
  return found.map((instrument) => {
    const { zone } = instrument.schedule;
    const beginMs = readTime(biz, 'begin_time', zone);
    const endMs = readPageToken(fields.page_token) ?? readTime(biz, 'end_time', zone);
    const bars = services.market.bars(instrument, { period: fields.period, beginMs, endMs, limit });
    const oldest = bars[0];
    const hasMore = found.length === 1 && beginMs !== null && oldest !== undefined && bars.length === limit;
    return {
      symbol: instrument.listing.symbol,
      period: fields.period,
      nextPageToken: hasMore ? toPageToken(oldest.startMs) : null,
      items: bars.map(klineItem),
    };
  });
}

function klineItem(bar: Bar) {
  const middle = divide(decimal(bar.highE4 + bar.lowE4), decimal(20_000), 4);
  return {
    time: bar.startMs,
    open: wirePrice(bar.openE4),
    high: wirePrice(bar.highE4),
    low: wirePrice(bar.lowE4),
    close: wirePrice(bar.closeE4),
    volume: bar.volume,
    amount: wireNumber(multiply(middle, decimal(bar.volume))),
  };
}

function realTime(instrument: PricedInstrument, quote: Quote) {
  const change = quote.lastE4 - quote.previousCloseE4;
  return {
    symbol: instrument.listing.symbol,
    ...dayMembers(quote.day),
    close: wirePrice(quote.lastE4),
    preClose: wirePrice(quote.previousCloseE4),
    latestPrice: wirePrice(quote.lastE4),
    latestTime: quote.timeMs,
    ...bookMembers(quote),
    status: quote.isHalted ? 'HALTED' : 'NORMAL',
    change: wirePrice(change),
    changeRate: wireRatio(change / quote.previousCloseE4),
    amplitude: wireRatio(amplitude(quote)),
    adjPreClose: wirePrice(quote.previousCloseE4),
  };
}

function briefItem({ listing }: PricedInstrument, quote: Quote) {
  return {
    symbol: listing.symbol,
    market: listing.market,
    secType: 'STK',
    name: listing.name,
    latestPrice: wirePrice(quote.lastE4),
    timestamp: quote.timeMs,
    preClose: wirePrice(quote.previousCloseE4),
    halted: quote.isHalted ? 3 : 0,
    delay: 0,
    ...bookMembers(quote),
    ...dayMembers(quote.day),
  };
}

function detail({ clock, market }: GatewayServices, instrument: PricedInstrument) {
  const { listing, schedule } = instrument;
  const quote = market.quote(instrument);
  const status = marketStatusAt(schedule, clock.nowMs());
  const { volume } = quote.day;
  return {
    ...briefItem(instrument, quote),
    exchange: listing.exchange,
    shortable: listing.shortable ? 1 : 0,
    adjPreClose: wirePrice(quote.previousCloseE4),
    tradingStatus: status === 'TRADING' ? 2 : 0,
    marketStatus: STATUS_TITLE[status],
    latestTime: schedule.zone.text(quote.timeMs).slice(5),
    amount: wireNumber(multiply(e4ToDecimal(quote.lastE4), decimal(volume))),
    change: wirePrice(quote.lastE4 - quote.previousCloseE4),
    amplitude: amplitude(quote).toFixed(4),
    floatShares: listing.sharesOutstanding,
    shares: listing.sharesOutstanding,
    etf: listing.isEtf ? 1 : 0,
  };
}

function amplitude(quote: Quote): number {
  return (quote.day.highE4 - quote.day.lowE4) / quote.previousCloseE4;
}

function dayMembers(day: Bar) {
  return {
    open: wirePrice(day.openE4),
    high: wirePrice(day.highE4),
    low: wirePrice(day.lowE4),
    volume: day.volume,
  };
}

/** A halted stock shows no book. */
function bookMembers({ book, isHalted }: Quote) {
  const [ask] = book.asks;
  const [bid] = book.bids;
  if (isHalted || ask === undefined || bid === undefined) return {};
  return {
    askPrice: wirePrice(ask.priceE4),
    askSize: ask.size,
    bidPrice: wirePrice(bid.priceE4),
    bidSize: bid.size,
  };
}
