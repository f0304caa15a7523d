import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireDecimal,
  wireDecimalOrNull,
  wireInteger,
  wireIntegerOrNull,
  wireText,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import type { WireDate } from './param-shapes.ts';
import { listOf, objectOrNull } from './reply-shapes.ts';

/** Prices in the instrument's currency, rates as fractions (wire contract 3.1). */
const realTimeQuoteSchema = z.looseObject({
  symbol: wireText,
  open: wireDecimalOrNull,
  high: wireDecimalOrNull,
  low: wireDecimalOrNull,
  close: wireDecimalOrNull,
  preClose: wireDecimalOrNull,
  latestPrice: wireDecimalOrNull,
  latestTime: wireTimeMsOrNull,
  askPrice: wireDecimalOrNull,
  askSize: wireDecimalOrNull,
  bidPrice: wireDecimalOrNull,
  bidSize: wireDecimalOrNull,
  volume: wireDecimalOrNull,
  status: wireTextOrNull,
  change: wireDecimalOrNull,
  changeRate: wireDecimalOrNull,
  amplitude: wireDecimalOrNull,
  adjPreClose: wireDecimalOrNull,
  /** Crypto only: `volume` is cut to whole units. */
  volumeDecimal: wireDecimalOrNull,
  hourTrading: objectOrNull(
    z.looseObject({
      tag: wireTextOrNull,
      latestPrice: wireDecimalOrNull,
      preClose: wireDecimalOrNull,
      latestTime: wireTextOrNull,
      volume: wireDecimalOrNull,
      timestamp: wireTimeMsOrNull,
      change: wireDecimalOrNull,
      changeRate: wireDecimalOrNull,
    }),
  ),
});
export type RealTimeQuote = z.output<typeof realTimeQuoteSchema>;

/** At most 50 symbols. Symbols that Tiger does not know are absent from the answer. */
export const quoteRealTime = readMethod<{
  readonly symbols: readonly string[];
  readonly include_hour_trading?: boolean;
  readonly sec_type?: string;
}>()({
  name: 'quote_real_time',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(realTimeQuoteSchema),
});

const delayedQuoteSchema = z.looseObject({
  symbol: wireText,
  preClose: wireDecimalOrNull,
  halted: wireDecimalOrNull,
  time: wireTimeMsOrNull,
  open: wireDecimalOrNull,
  high: wireDecimalOrNull,
  low: wireDecimalOrNull,
  close: wireDecimalOrNull,
  volume: wireDecimalOrNull,
});
export type DelayedQuote = z.output<typeof delayedQuoteSchema>;

/** Fifteen minutes late, without bid and ask; needs no quote permission. */
export const quoteDelay = readMethod<{ readonly symbols: readonly string[] }>()({
  name: 'quote_delay',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(delayedQuoteSchema),
});

const bar = z.looseObject({
  time: wireInteger,
  open: wireDecimal,
  high: wireDecimal,
  low: wireDecimal,
  close: wireDecimal,
  volume: wireDecimalOrNull,
  amount: wireDecimalOrNull,
  /** These three only if asked for by `with_fundamental`. */
  turnoverRate: wireDecimalOrNull,
  ttmPe: wireDecimalOrNull,
  lyrPe: wireDecimalOrNull,
});

/** Bars ascend by start time. `begin_time` and `end_time` in milliseconds, -1 is open. At most 1200 bars. */
export const kline = readMethod<{
  readonly symbols: readonly string[];
  readonly period: string;
  readonly begin_time?: WireDate;
  readonly end_time?: WireDate;
  readonly limit?: number;
  /** `br` adjusts for splits and dividends, `nr` does not. */
  readonly right?: 'br' | 'nr';
  readonly page_token?: string;
  readonly trade_session?: string;
  /** One day, `yyyyMMdd`. */
  readonly date?: string;
  readonly with_fundamental?: boolean;
  readonly sec_type?: string;
}>()({
  name: 'kline',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      period: wireTextOrNull,
      nextPageToken: wireTextOrNull,
      items: listOf(bar),
    }),
  ),
});

/** Lot size and tick of stocks ("trade metas"). */
export const quoteStockTrade = readMethod<{ readonly symbols: readonly string[] }>()({
  name: 'quote_stock_trade',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      lotSize: wireDecimalOrNull,
      minTick: wireDecimalOrNull,
      spreadScale: wireIntegerOrNull,
    }),
  ),
});
