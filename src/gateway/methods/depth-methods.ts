import * as z from 'zod';
import { businessError } from '../gateway-refusal.ts';
import { elapsedTradingMs } from '../market/market-schedule.ts';
import { hashText, uniformAt } from '../market/noise.ts';
import { orderBookAt } from '../market/order-book.ts';
import { PRICE_STEP_MS } from '../market/price-model.ts';
import { type Tick, tickSeries } from '../market/tick-series.ts';
import { afterHoursTimeline, dayTimeline, preMarketTimeline, type TimelineSpan } from '../market/timeline.ts';
import { parseDate } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { optionalInteger, optionalText, readBiz, wireRatio } from './biz-parameters.ts';
import { readLimit, readStock, readStocks, wirePrice } from './instrument-reader.ts';

/** Wire contract 3.1: levels shown per market. */
const LEVELS = { US: 40, HK: 10 } as const;
/** Wire contract 7.3. */
const TICKS_DEFAULT = 200;
const TICKS_MAX = 2_000;
const E4_PER_UNIT = 10_000;

const tickSchema = z.looseObject({
  symbol: optionalText,
  begin_index: optionalInteger,
  end_index: optionalInteger,
  limit: optionalInteger,
});
const timelineSchema = z.looseObject({ period: optionalText, date: optionalText });

export const depthMethods: MethodGroup = {
  quote_depth: (services, { biz }) =>
    readStocks(services, biz).map((instrument) => {
      const moment = instrument.moment(services.clock.nowMs());
      const { market, symbol } = instrument.listing;
      const book = orderBookAt(instrument, moment, services.market.seed, LEVELS[market]);
      const level = (item: { readonly priceE4: number; readonly size: number }, depth: number) => ({
        price: wirePrice(item.priceE4),
        count: 1 + Math.floor(12 * uniformAt(hashText(book.stepId, depth), item.size)),
        volume: item.size,
      });
      if (instrument.isHalted) return { symbol, asks: [], bids: [] };
      return { symbol, asks: book.asks.map(level), bids: book.bids.map(level) };
    }),
  trade_tick: tradeTick,
  timeline,
  history_timeline: historyTimeline,
};

/** -1 and absent mean the newest; the span is bounded (wire contract 3.1). */
export function readTickQuery(biz: MethodCall['biz'], most: number, stepMs: number) {
  const fields = readBiz(tickSchema, biz);
  const bound = (index: number | null) => (index === null || index < 0 ? null : index);
  const begin = bound(fields.begin_index);
  const end = bound(fields.end_index);
  if (begin !== null && end !== null && (end < begin || end - begin > most)) {
    throw businessError(`'begin_index' to 'end_index' cannot exceed ${most}`);
  }
  return { begin, end, limit: readLimit(fields.limit, TICKS_DEFAULT, most), stepMs };
}

function tradeTick(services: GatewayServices, call: MethodCall) {
  const query = readTickQuery(call.biz, TICKS_MAX, PRICE_STEP_MS);
  const isSingle = call.version === '1.0';
  const found = isSingle ? [readStock(services, call.biz)] : readStocks(services, call.biz);
  const answers = found.map((instrument) => {
    const ticks = tickSeries(instrument, query, services.clock.nowMs());
    const beginIndex = ticks[0]?.index ?? query.begin ?? 0;
    return {
      symbol: instrument.listing.symbol,
      beginIndex,
      endIndex: beginIndex + ticks.length,
      items: ticks.map(tickItem),
    };
  });
  return isSingle ? answers[0] : answers;
}

function tickItem({ timeMs, volume, priceE4, type }: Tick) {
  return { time: timeMs, volume, price: wirePrice(priceE4), type };
}

function timeline(services: GatewayServices, { biz, version }: MethodCall) {
  const period = readBiz(timelineSchema, biz).period ?? 'day';
  if (!['day', '5day', 'day5'].includes(period))
    throw businessError(`'period' ${period.slice(0, 10)} not supported, supported: day 5day`);
  const nowMs = services.clock.nowMs();
  return readStocks(services, biz).map((instrument) => {
    const { schedule, listing } = instrument;
    const days = [schedule.lastOpened(nowMs)];
    while (period !== 'day' && days.length < 5) days.unshift(schedule.before(days[0]?.dayNumber ?? 0));
    const last = days.at(-1) ?? schedule.lastOpened(nowMs);
    const spans = days.map((day) => dayTimeline(instrument, day, nowMs));
    const intraday = {
      items: spans.flatMap(spanItems),
      beginTime: spans[0]?.beginMs,
      endTime: spans.at(-1)?.endMs,
    };
    const first = instrument.endOf(days[0] ?? last).shape;
    const before = preMarketTimeline(instrument, last, nowMs);
    const after = afterHoursTimeline(instrument, last, nowMs);
    return {
      symbol: listing.symbol,
      period,
      preClose: wirePrice(first.previousCloseE4),
      ...(version === '3.0' ? { intraday } : { items: [intraday] }),
      preMarket: before === null ? undefined : bucket(before),
      afterHours: after === null ? undefined : bucket(after),
    };
  });
}

function historyTimeline(services: GatewayServices, { biz }: MethodCall) {
  const { date } = readBiz(timelineSchema, biz);
  const dayNumber = parseDate(date ?? '');
  if (dayNumber === null) throw businessError("field 'date' must be yyyy-MM-dd");
  const nowMs = services.clock.nowMs();
  return readStocks(services, biz).map((instrument) => {
    const day = instrument.schedule.day(dayNumber);
    const hasTraded = day !== null && day.opensMs <= nowMs && elapsedTradingMs(day, nowMs) > 0;
    if (!hasTraded) return { symbol: instrument.listing.symbol, items: [] };
    return {
      symbol: instrument.listing.symbol,
      items: spanItems(dayTimeline(instrument, day, nowMs)),
      preMarket: spanItems(preMarketTimeline(instrument, day, nowMs)),
      afterHours: spanItems(afterHoursTimeline(instrument, day, nowMs)),
    };
  });
}

function bucket(span: TimelineSpan) {
  return { items: spanItems(span), beginTime: span.beginMs, endTime: span.endMs };
}

export function spanItems(span: TimelineSpan | null) {
  return (span?.points ?? []).map((point) => ({
    time: point.timeMs,
    volume: point.volume,
    price: wirePrice(point.priceE4),
    avgPrice: wireRatio(point.averageE4 / E4_PER_UNIT, 4),
  }));
}
