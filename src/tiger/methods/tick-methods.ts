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
import { listOf, objectOrNull } from './reply-shapes.ts';

const minutes = listOf(
  z.looseObject({
    time: wireInteger,
    volume: wireDecimalOrNull,
    price: wireDecimalOrNull,
    avgPrice: wireDecimalOrNull,
  }),
);
const minuteBucket = objectOrNull(
  z.looseObject({ items: minutes, beginTime: wireTimeMsOrNull, endTime: wireTimeMsOrNull }),
);

/** The minutes of the current day by session. */
export const timeline = readMethod<{
  /** At most 50. */
  readonly symbols: readonly string[];
  readonly period?: 'day' | '5day';
  /** Milliseconds; -1 is open. */
  readonly begin_time?: number;
  readonly include_hour_trading?: boolean;
  readonly trade_session?: string;
  readonly sec_type?: string;
}>()({
  name: 'timeline',
  version: '3.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      period: wireTextOrNull,
      preClose: wireDecimalOrNull,
      preMarket: minuteBucket,
      intraday: minuteBucket,
      afterHours: minuteBucket,
      overnight: minuteBucket,
    }),
  ),
});

/** The minutes of one past day; flat lists, one per session. */
export const historyTimeline = readMethod<{
  readonly symbols: readonly string[];
  /** `yyyy-MM-dd` in the market's zone. */
  readonly date: string;
  readonly right?: 'br' | 'nr';
  readonly trade_session?: string;
}>()({
  name: 'history_timeline',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      items: minutes,
      preMarket: minutes,
      afterHours: minutes,
      overnight: minutes,
    }),
  ),
});

/** `type`: + bought, - sold, * neutral. The index of an item is `beginIndex` plus its position. */
export const tradeTick = readMethod<{
  readonly symbols: readonly string[];
  /** Indices count from the first tick of the day; a span of at most 2000, -1 and -1 ask for the newest. */
  readonly begin_index?: number;
  readonly end_index?: number;
  /** 200 if absent. */
  readonly limit?: number;
  readonly trade_session?: string;
}>()({
  name: 'trade_tick',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      beginIndex: wireIntegerOrNull,
      endIndex: wireIntegerOrNull,
      items: listOf(
        z.looseObject({
          time: wireInteger,
          volume: wireDecimalOrNull,
          price: wireDecimal,
          type: wireTextOrNull,
        }),
      ),
    }),
  ),
});

const depthLevel = z.looseObject({
  price: wireDecimal,
  count: wireIntegerOrNull,
  volume: wireDecimalOrNull,
});

/** Asks ascend, bids descend; up to 40 levels in the US, 10 in Hong Kong, where `count` is the number of orders. */
export const quoteDepth = readMethod<{
  /** At most 50. */
  readonly symbols: readonly string[];
  readonly market: string;
  readonly trade_session?: string;
}>()({
  name: 'quote_depth',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      asks: listOf(depthLevel),
      bids: listOf(depthLevel),
    }),
  ),
});
