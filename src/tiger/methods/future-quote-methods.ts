import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireDecimal,
  wireDecimalOrNull,
  wireInteger,
  wireIntegerOrNull,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import { listOf } from './reply-shapes.ts';

/** The order of the bars is not documented: sort them by `time`. */
export const futureKline = readMethod<{
  readonly contract_codes: readonly string[];
  readonly period: string;
  /** Milliseconds, -1 is open; the begin belongs to the span, the end does not. */
  readonly begin_time?: number;
  readonly end_time?: number;
  /** 200 if absent, at most 1000. */
  readonly limit?: number;
  readonly page_token?: string;
}>()({
  name: 'future_kline',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      contractCode: wireTextOrNull,
      nextPageToken: wireTextOrNull,
      items: listOf(
        z.looseObject({
          time: wireInteger,
          lastTime: wireTimeMsOrNull,
          open: wireDecimal,
          high: wireDecimal,
          low: wireDecimal,
          close: wireDecimal,
          volume: wireDecimalOrNull,
          openInterest: wireDecimalOrNull,
          settlement: wireDecimalOrNull,
        }),
      ),
    }),
  ),
});

/** Ticks of the day by index. */
export const futureTick = readMethod<{
  readonly contract_code: string;
  /** A span of at most 1000. */
  readonly begin_index?: number;
  readonly end_index?: number;
  /** 200 if absent, at most 1000. */
  readonly limit?: number;
}>()({
  name: 'future_tick',
  version: '3.0',
  server: 'quote',
  context: 'language',
  reply: z
    .looseObject({
      contractCode: wireTextOrNull,
      items: listOf(
        z.looseObject({
          index: wireIntegerOrNull,
          price: wireDecimal,
          volume: wireDecimalOrNull,
          time: wireInteger,
        }),
      ),
    })
    .nullable(),
});

export const futureRealTimeQuote = readMethod<{
  readonly contract_codes: readonly string[];
}>()({
  name: 'future_real_time_quote',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      contractCode: wireTextOrNull,
      latestPrice: wireDecimalOrNull,
      latestSize: wireDecimalOrNull,
      latestTime: wireTimeMsOrNull,
      bidPrice: wireDecimalOrNull,
      bidSize: wireDecimalOrNull,
      askPrice: wireDecimalOrNull,
      askSize: wireDecimalOrNull,
      openInterest: wireDecimalOrNull,
      openInterestChange: wireDecimalOrNull,
      volume: wireDecimalOrNull,
      open: wireDecimalOrNull,
      high: wireDecimalOrNull,
      low: wireDecimalOrNull,
      settlement: wireDecimalOrNull,
      limitUp: wireDecimalOrNull,
      limitDown: wireDecimalOrNull,
      avgPrice: wireDecimalOrNull,
      change: wireDecimalOrNull,
    }),
  ),
});

/** Needs the level-2 permission. */
export const futureDepth = readMethod<{
  readonly contract_codes: readonly string[];
}>()({
  name: 'future_depth',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      contractCode: wireTextOrNull,
      contractId: wireTextOrNull,
      ask: listOf(z.looseObject({ price: wireDecimal, volume: wireDecimalOrNull })),
      bid: listOf(z.looseObject({ price: wireDecimal, volume: wireDecimalOrNull })),
    }),
  ),
});
