import type { MessageInitShape } from '@bufbuild/protobuf';
import type { PushDataSchema } from '../../tiger/push/generated/response_pb.ts';
import {
  SocketCommon_DataType as DataType,
  SocketCommon_QuoteType as QuoteType,
} from '../../tiger/push/generated/socket_common_pb.ts';
import type { Bar, PricedInstrument } from '../market/instrument.ts';
import { LISTINGS } from '../market/listings.ts';
import { marketStatusAt, STATUS_TITLE } from '../market/market-phase.ts';
import type { BookLevel } from '../market/order-book.ts';
import { E4_PER_UNIT } from '../market/price-e4.ts';
import type { Quote, SimulatedMarket } from '../market/simulated-market.ts';

export type PushMessage = MessageInitShape<typeof PushDataSchema>;

/** Decimal places of a price in ten-thousandths. */
const PRICE_PLACES = 4;
const RANKING_ROWS = 10;

/** Prices, then the best bid and ask, as two messages: so the vendor sends them. */
export function quoteMessages(
  instrument: PricedInstrument,
  quote: Quote,
  nowMs: number,
): readonly PushMessage[] {
  const { listing, schedule } = instrument;
  const head = {
    symbol: listing.symbol,
    ...(listing.option === null ? {} : { identifier: listing.symbol }),
    timestamp: BigInt(quote.timeMs),
    serverTimestamp: BigInt(nowMs),
  };
  const basic = {
    ...head,
    type: QuoteType.BASIC,
    latestPrice: price(quote.lastE4),
    latestPriceTimestamp: BigInt(quote.timeMs),
    latestTime: schedule.zone.text(quote.timeMs).slice(5),
    preClose: price(quote.previousCloseE4),
    volume: BigInt(quote.day.volume),
    open: price(quote.day.openE4),
    high: price(quote.day.highE4),
    low: price(quote.day.lowE4),
    marketStatus: STATUS_TITLE[marketStatusAt(schedule, nowMs)],
  };
  const [ask] = quote.book.asks;
  const [bid] = quote.book.bids;
  if (quote.isHalted || ask === undefined || bid === undefined) return [asQuote(basic)];
  const bbo = {
    ...head,
    type: QuoteType.BBO,
    askPrice: price(ask.priceE4),
    askSize: BigInt(ask.size),
    askTimestamp: BigInt(quote.timeMs),
    bidPrice: price(bid.priceE4),
    bidSize: BigInt(bid.size),
    bidTimestamp: BigInt(quote.timeMs),
  };
  return [asQuote(basic), asQuote(bbo)];
}

type QuoteInit = Extract<NonNullable<PushMessage['body']>, { readonly case: 'quoteData' }>['value'];

function asQuote(value: QuoteInit): PushMessage {
  return { dataType: DataType.Quote, body: { case: 'quoteData', value } };
}

export function depthMessage({ listing }: PricedInstrument, quote: Quote): PushMessage {
  const side = (levels: readonly BookLevel[]) => ({
    price: levels.map((level) => price(level.priceE4)),
    volume: levels.map((level) => BigInt(level.size)),
    orderCount: levels.map(() => 1),
  });
  const value = {
    symbol: listing.symbol,
    timestamp: BigInt(quote.timeMs),
    ask: side(quote.isHalted ? [] : quote.book.asks),
    bid: side(quote.isHalted ? [] : quote.book.bids),
  };
  return { dataType: DataType.QuoteDepth, body: { case: 'quoteDepthData', value } };
}

/** One trade of a round lot at the step's price, in the vendor's packed form. */
export function tradeMessage({ listing }: PricedInstrument, quote: Quote, sequence: number): PushMessage {
  const value = {
    symbol: listing.symbol,
    type: '*',
    cond: ' ',
    sn: BigInt(sequence),
    priceBase: BigInt(quote.lastE4),
    priceOffset: PRICE_PLACES,
    time: [BigInt(quote.timeMs)],
    price: [0n],
    volume: [BigInt(listing.lotSize)],
    partCode: ['t'],
    quoteLevel: listing.market === 'US' ? 'usQuoteBasic' : 'hkStockQuoteLv2',
    timestamp: BigInt(quote.timeMs),
    secType: listing.secType,
  };
  return { dataType: DataType.TradeTick, body: { case: 'tradeTickData', value } };
}

export function barMessage({ listing }: PricedInstrument, bar: Bar, nowMs: number): PushMessage {
  const middle = (bar.highE4 + bar.lowE4) / 2;
  const value = {
    time: BigInt(bar.startMs),
    open: price(bar.openE4),
    high: price(bar.highE4),
    low: price(bar.lowE4),
    close: price(bar.closeE4),
    avg: price(middle),
    volume: BigInt(bar.volume),
    count: 1,
    symbol: listing.symbol,
    amount: price(middle) * bar.volume,
    serverTimestamp: BigInt(nowMs),
  };
  return { dataType: DataType.Kline, body: { case: 'klineData', value } };
}

export function rankingMessage(
  market: SimulatedMarket,
  { market: place, indicator }: { readonly market: string; readonly indicator: string },
  nowMs: number,
): PushMessage {
  const item = LISTINGS.filter((listing) => listing.market === place)
    .flatMap(({ symbol }) => {
      const instrument = market.instrument(symbol);
      if (instrument === null) return [];
      const quote = market.quote(instrument);
      return [{ symbol, latestPrice: price(quote.lastE4), targetValue: rankedValue(indicator, quote) }];
    })
    .sort((left, right) => right.targetValue - left.targetValue)
    .slice(0, RANKING_ROWS);
  const value = { market: place, timestamp: BigInt(nowMs), topData: [{ targetName: indicator, item }] };
  return { dataType: DataType.StockTop, body: { case: 'stockTopData', value } };
}

function rankedValue(indicator: string, quote: Quote): number {
  if (indicator === 'volume') return quote.day.volume;
  if (indicator === 'amount') return price(quote.lastE4) * quote.day.volume;
  return quote.lastE4 / quote.previousCloseE4 - 1;
}

/** The wire has doubles; the nearest one to the exact price is what any sender would write. */
function price(priceE4: number): number {
  return priceE4 / E4_PER_UNIT;
}
