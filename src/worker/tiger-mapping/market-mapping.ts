import type { z } from 'zod';
import { isZero } from '../../shared/domain/decimal.ts';
import type { Market } from '../../shared/domain/instrument.ts';
import type {
  BarPeriod,
  BarSeries,
  MarketPhase,
  MarketStatus,
  Quote,
} from '../../shared/domain/market-data.ts';
import { daySchema } from '../../shared/domain/market-day.ts';
import type { TradingCalendar } from '../../shared/domain/trading-calendar.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type { marketState, tradingCalendar } from '../../tiger/methods/market-methods.ts';
import type { DelayedQuote, kline, RealTimeQuote } from '../../tiger/methods/quote-methods.ts';
import { symbolOf } from './instrument-mapping.ts';
import { priceOrNull } from './price-or-null.ts';
import { provenanceOf } from './provenance-of.ts';

/** Stock status texts (wire contract 4); anything else is `unknown`. */
const TRADING_STATUS: ReadonlyMap<string, Quote['tradingStatus']> = new Map([
  ['NORMAL', 'normal'],
  ['HALTED', 'halted'],
  ['DELIST', 'delisted'],
  ['CIRCUIT_BREAKER', 'circuit_breaker'],
  ['NEW', 'new'],
]);

export function quoteOf(row: RealTimeQuote, reply: TigerReply<unknown>): Quote {
  return {
    symbol: symbolOf(row.symbol),
    lastPrice: priceOrNull(row.latestPrice),
    bidPrice: priceOrNull(row.bidPrice),
    bidSize: row.bidSize,
    askPrice: priceOrNull(row.askPrice),
    askSize: row.askSize,
    openPrice: row.open,
    highPrice: row.high,
    lowPrice: row.low,
    previousClose: row.preClose,
    change: row.change,
    changeRate: row.changeRate,
    volume: row.volume,
    tradingStatus: TRADING_STATUS.get(row.status ?? '') ?? 'unknown',
    provenance: provenanceOf(reply, { asOfMs: row.latestTime, isDelayed: false }),
  };
}

/** Delayed quotes have no bid and ask, and their last price is called `close`. */
export function delayedQuoteOf(row: DelayedQuote, reply: TigerReply<unknown>): Quote {
  return {
    symbol: symbolOf(row.symbol),
    lastPrice: priceOrNull(row.close),
    bidPrice: null,
    bidSize: null,
    askPrice: null,
    askSize: null,
    openPrice: row.open,
    highPrice: row.high,
    lowPrice: row.low,
    previousClose: row.preClose,
    change: null,
    changeRate: null,
    volume: row.volume,
    // `halted` is 0 in normal trading; the vendor does not say what its other values mean.
    tradingStatus: row.halted !== null && isZero(row.halted) ? 'normal' : 'unknown',
    provenance: provenanceOf(reply, { asOfMs: row.time, isDelayed: true }),
  };
}

/** Tiger's names of the bar periods (wire contract 4). */
export const WIRE_PERIOD: Readonly<Record<BarPeriod, string>> = {
  '1m': '1min',
  '5m': '5min',
  '15m': '15min',
  '30m': '30min',
  '1h': '60min',
  '2h': '2hour',
  '4h': '4hour',
  '1d': 'day',
  '1w': 'week',
  '1M': 'month',
};

/** The newest `count` bars, ascending; null: the reply has none of this symbol. */
export function barSeriesOf(
  reply: TigerReply<z.output<typeof kline.reply>>,
  wanted: { readonly symbol: string; readonly period: BarPeriod; readonly count: number },
): BarSeries | null {
  const series = reply.data.find((row) => symbolOf(row.symbol) === wanted.symbol);
  if (series === undefined) return null;
  const bars = series.items
    .map(({ time, open, high, low, close, volume }) => ({ startMs: time, open, high, low, close, volume }))
    .sort((left, right) => left.startMs - right.startMs)
    .slice(-wanted.count);
  return {
    symbol: wanted.symbol,
    period: wanted.period,
    bars,
    provenance: provenanceOf(reply, { asOfMs: bars.at(-1)?.startMs ?? null, isDelayed: null }),
  };
}

/** Market status texts (wire contract 4); anything else is `unknown`, which blocks orders. */
const PHASES: ReadonlyMap<string, MarketPhase> = new Map([
  ['NOT_YET_OPEN', 'not_yet_open'],
  ['PRE_HOUR_TRADING', 'pre_market'],
  ['TRADING', 'regular'],
  ['MIDDLE_CLOSE', 'lunch_break'],
  ['POST_HOUR_TRADING', 'after_hours'],
  ['CLOSING', 'auction'],
  ['OVERNIGHT_TRADING', 'overnight'],
  ['EARLY_CLOSED', 'early_closed'],
  ['MARKET_CLOSED', 'closed'],
]);

export function marketStatusOf(
  reply: TigerReply<z.output<typeof marketState.reply>>,
  market: Market,
): MarketStatus {
  const row = reply.data.find((candidate) => candidate.market === market);
  return {
    market,
    phase: PHASES.get(row?.status ?? '') ?? 'unknown',
    statusText: row?.marketStatus ?? null,
    openTimeText: row?.openTime ?? null,
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}

/** Calendar types (wire contract 4). */
const DAY_KINDS: ReadonlyMap<string, TradingCalendar['days'][number]['kind']> = new Map([
  ['TRADING', 'full'],
  ['EARLY_CLOSE', 'early_close'],
]);

/** Only days of the span that was asked for: what lies beyond it may be incomplete. */
export function calendarOf(
  reply: TigerReply<z.output<typeof tradingCalendar.reply>>,
  wanted: { readonly market: Market; readonly startDay: string; readonly endDay: string },
): TradingCalendar {
  const days = reply.data.flatMap(({ date, type }) => {
    const day = daySchema.safeParse(date).data;
    if (day === undefined || day < wanted.startDay || day > wanted.endDay) return [];
    return [{ day, kind: DAY_KINDS.get(type ?? '') ?? ('unknown' as const) }];
  });
  return {
    market: wanted.market,
    days: days.sort((left, right) => (left.day < right.day ? -1 : 1)),
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}
