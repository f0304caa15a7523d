import type { KlineData } from '../generated/kline_data_pb.ts';
import type { QuoteData } from '../generated/quote_data_pb.ts';
import type { QuoteDepthData, QuoteDepthData_OrderBook } from '../generated/quote_depth_data_pb.ts';
import { SocketCommon_QuoteType as QuoteType } from '../generated/socket_common_pb.ts';
import type { PushBar, PushDepth, PushQuote } from '../push-event.ts';
import { fromDouble, fromFloat, fromInteger, priceOf, textOrNull, timeOf } from '../wire-value.ts';

export function quoteEvent(data: QuoteData): PushQuote {
  return {
    kind: 'quote',
    symbol: data.symbol,
    identifier: textOrNull(data.identifier),
    part: partOf(data.type),
    lastPrice: priceOf(data.latestPrice),
    lastPriceAtMs: timeOf(data.latestPriceTimestamp),
    openPrice: priceOf(data.open),
    highPrice: priceOf(data.high),
    lowPrice: priceOf(data.low),
    previousClose: priceOf(data.preClose),
    averagePrice: priceOf(data.avgPrice),
    // Fractional volumes (crypto) travel in a field of their own beside the whole one.
    volume: fromDouble(data.volumeDecimal) ?? fromInteger(data.volume),
    amount: fromDouble(data.amount),
    openInterest: fromInteger(data.openInt),
    bidPrice: priceOf(data.bidPrice),
    bidSize: fromInteger(data.bidSize),
    askPrice: priceOf(data.askPrice),
    askSize: fromInteger(data.askSize),
    statusText: textOrNull(data.marketStatus),
    asOfMs: timeOf(data.timestamp),
    sentAtMs: timeOf(data.serverTimestamp),
  };
}

function partOf(type: number): PushQuote['part'] {
  if (type === QuoteType.BASIC) return 'basic';
  return type === QuoteType.BBO ? 'bbo' : 'all';
}

export function depthEvent(data: QuoteDepthData): PushDepth {
  return {
    kind: 'depth',
    symbol: data.symbol,
    asks: levelsOf(data.ask),
    bids: levelsOf(data.bid),
    asOfMs: timeOf(data.timestamp),
  };
}

/** Prices and volumes are lists of the same length; a price without its volume is no level. */
function levelsOf(book: QuoteDepthData_OrderBook | undefined): PushDepth['asks'] {
  return (book?.price ?? []).flatMap((value, index) => {
    const price = priceOf(value);
    const size = fromInteger(book?.volume[index]);
    if (price === null || size === null) return [];
    return [{ price, size, orderCount: book?.orderCount[index] ?? null }];
  });
}

export function barEvent(data: KlineData): PushBar {
  return {
    kind: 'bar',
    symbol: data.symbol,
    startMs: timeOf(data.time),
    openPrice: fromFloat(data.open),
    highPrice: fromFloat(data.high),
    lowPrice: fromFloat(data.low),
    closePrice: fromFloat(data.close),
    averagePrice: fromFloat(data.avg),
    volume: fromInteger(data.volume),
    amount: fromDouble(data.amount),
  };
}
