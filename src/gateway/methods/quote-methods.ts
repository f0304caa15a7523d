import * as z from 'zod';
import { decimal, divide, multiply } from '../../shared/domain/decimal.ts';
import { wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { BAR_PERIODS } from '../market/bar-series.ts';
import type { Bar, Instrument } from '../market/instrument.ts';
import { marketStatusAt, STATUS_TITLE } from '../market/market-phase.ts';
import { e4ToDecimal } from '../market/price-e4.ts';
import type { Quote } from '../market/simulated-market.ts';
import { tickE4At } from '../market/tick-rules.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import {
  type BizParameters,
  optionalInteger,
  optionalText,
  readBiz,
  readSymbols,
  readTime,
  unknownSymbol,
  wireNumber,
  wireRatio,
} from './biz-parameters.ts';

/** Age of the quotes that need no permission (wire contract 3.1). */
const DELAY_MS = 15 * 60_000;
/** Wire contract 7.3. */
const BARS_DEFAULT = 300;
const BARS_MAX = 1_200;

const klineSchema = z.looseObject({ period: wireText, limit: optionalInteger, page_token: optionalText });

export const quoteMethods: MethodGroup = {
  quote_stock_trade: (services, { biz }) =>
    instruments(services, biz).map((instrument) => {
      const { listing } = instrument;
      const lastE4 = services.market.quote(instrument).lastE4;
      return {
        symbol: listing.symbol,
        lotSize: listing.lotSize,
        minTick: price(tickE4At(listing.market, lastE4) ?? 1),
        spreadScale: 0,
      };
    }),
  quote_real_time: (services, { biz }) =>
    instruments(services, biz).map((instrument) => realTime(instrument, services.market.quote(instrument))),
  quote_delay: ({ clock, market }, { biz }) =>
    instruments({ market }, biz).map((instrument) => {
      const quote = market.quote(instrument, clock.nowMs() - DELAY_MS);
      return {
        symbol: instrument.listing.symbol,
        preClose: price(quote.previousCloseE4),
        halted: quote.isHalted ? 3 : 0,
        time: quote.timeMs,
        ...dayMembers(quote.day),
        close: price(quote.lastE4),
      };
    }),
  brief: (services, { biz }) => ({
    items: instruments(services, biz).map((instrument) =>
      briefItem(instrument, services.market.quote(instrument)),
    ),
  }),
  stock_detail: (services, { biz }) => ({
    items: instruments(services, biz).map((instrument) => detail(services, instrument)),
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
  const found = instruments(services, biz);
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
    open: price(bar.openE4),
    high: price(bar.highE4),
    low: price(bar.lowE4),
    close: price(bar.closeE4),
    volume: bar.volume,
    amount: wireNumber(multiply(middle, decimal(bar.volume))),
  };
}

/** Bars page backwards: the token is the time that the next page ends before. */
function toPageToken(endMs: number): string {
  return Buffer.from(`kline|${endMs}`).toString('base64');
}

function readPageToken(token: string | null): number | null {
  if (token === null) return null;
  const match = /^kline\|(\d{1,15})$/.exec(Buffer.from(token, 'base64').toString('latin1'));
  if (match === null) throw businessError("field 'page_token' is illegal, can't be parsed");
  return Number(match[1]);
}

function realTime(instrument: Instrument, quote: Quote) {
  const change = quote.lastE4 - quote.previousCloseE4;
  return {
    symbol: instrument.listing.symbol,
    ...dayMembers(quote.day),
    close: price(quote.lastE4),
    preClose: price(quote.previousCloseE4),
    latestPrice: price(quote.lastE4),
    latestTime: quote.timeMs,
    ...bookMembers(quote),
    status: quote.isHalted ? 'HALTED' : 'NORMAL',
    change: price(change),
    changeRate: wireRatio(change / quote.previousCloseE4),
    amplitude: wireRatio(amplitude(quote)),
    adjPreClose: price(quote.previousCloseE4),
  };
}

function briefItem({ listing }: Instrument, quote: Quote) {
  return {
    symbol: listing.symbol,
    market: listing.market,
    secType: 'STK',
    name: listing.name,
    latestPrice: price(quote.lastE4),
    timestamp: quote.timeMs,
    preClose: price(quote.previousCloseE4),
    halted: quote.isHalted ? 3 : 0,
    delay: 0,
    ...bookMembers(quote),
    ...dayMembers(quote.day),
  };
}

function detail({ clock, market }: GatewayServices, instrument: Instrument) {
  const { listing, schedule } = instrument;
  const quote = market.quote(instrument);
  const status = marketStatusAt(schedule, clock.nowMs());
  const { volume } = quote.day;
  return {
    ...briefItem(instrument, quote),
    exchange: listing.exchange,
    shortable: listing.shortable ? 1 : 0,
    adjPreClose: price(quote.previousCloseE4),
    tradingStatus: status === 'TRADING' ? 2 : 0,
    marketStatus: STATUS_TITLE[status],
    latestTime: schedule.zone.text(quote.timeMs).slice(5),
    amount: wireNumber(multiply(e4ToDecimal(quote.lastE4), decimal(volume))),
    change: price(quote.lastE4 - quote.previousCloseE4),
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
  return { open: price(day.openE4), high: price(day.highE4), low: price(day.lowE4), volume: day.volume };
}

/** A halted stock shows no book. */
function bookMembers({ book, isHalted }: Quote) {
  const [ask] = book.asks;
  const [bid] = book.bids;
  if (isHalted || ask === undefined || bid === undefined) return {};
  return {
    askPrice: price(ask.priceE4),
    askSize: ask.size,
    bidPrice: price(bid.priceE4),
    bidSize: bid.size,
  };
}

function price(priceE4: number) {
  return wireNumber(e4ToDecimal(priceE4));
}

/** @throws GatewayRefusal that names the first symbol that is not listed */
function instruments({ market }: Pick<GatewayServices, 'market'>, biz: BizParameters): readonly Instrument[] {
  return readSymbols(biz).map((symbol) => market.instrument(symbol) ?? unknownSymbol(symbol));
}
