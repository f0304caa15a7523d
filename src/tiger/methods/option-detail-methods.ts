import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireDecimal,
  wireDecimalOrNull,
  wireInteger,
  wireText,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import type { OptionKey } from './param-shapes.ts';
import { listOf, objectOrNull } from './reply-shapes.ts';

interface OptionTimelineQuery extends OptionKey {
  /** Milliseconds. */
  readonly begin_time?: number;
}

interface OptionAnalysisQuery {
  readonly symbol: string;
  readonly period?: '3year' | '52week' | '26week' | '13week';
  readonly require_volatility_list?: boolean;
}

/** biz_content is the bare array (wire contract 3.3), so the parameters are one too. */
export const optionTradeTick = readMethod<readonly OptionKey[]>()({
  name: 'option_trade_tick',
  version: '2.0',
  server: 'quote',
  context: 'none',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      expiry: wireTimeMsOrNull,
      strike: wireDecimalOrNull,
      right: wireTextOrNull,
      items: listOf(z.looseObject({ time: wireInteger, volume: wireDecimalOrNull, price: wireDecimal })),
    }),
  ),
});

/** `code` is the option exchange. */
const depthQuote = z.looseObject({
  price: wireDecimal,
  code: wireTextOrNull,
  timestamp: wireTimeMsOrNull,
  volume: wireDecimalOrNull,
});

export const optionDepth = readMethod<{
  readonly option_basic: readonly OptionKey[];
  readonly market?: string;
}>()({
  name: 'option_depth',
  version: '2.0',
  server: 'quote',
  context: 'none',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      expiry: wireTimeMsOrNull,
      strike: wireDecimalOrNull,
      right: wireTextOrNull,
      timestamp: wireTimeMsOrNull,
      ask: listOf(depthQuote),
      bid: listOf(depthQuote),
    }),
  ),
});

/** Hong Kong only. */
export const optionTimeline = readMethod<{
  readonly option_query: readonly OptionTimelineQuery[];
  readonly market?: string;
}>()({
  name: 'option_timeline',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      expiry: wireTimeMsOrNull,
      strike: wireDecimalOrNull,
      right: wireTextOrNull,
      preClose: wireDecimalOrNull,
      openAndCloseTimeList: listOf(listOf(wireInteger)),
      minutes: listOf(
        z.looseObject({
          price: wireDecimalOrNull,
          avgPrice: wireDecimalOrNull,
          time: wireInteger,
          volume: wireDecimalOrNull,
        }),
      ),
    }),
  ),
});

/** Volatility against its history; `percentile` and `rank` as fractions. */
export const optionAnalysis = readMethod<{
  readonly symbols: readonly OptionAnalysisQuery[];
  readonly market?: string;
}>()({
  name: 'option_analysis',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      impliedVol30Days: wireDecimalOrNull,
      hisVolatility: wireDecimalOrNull,
      ivHisVRatio: wireDecimalOrNull,
      callPutRatio: wireDecimalOrNull,
      impliedVolMetric: objectOrNull(
        z.looseObject({ period: wireTextOrNull, percentile: wireDecimalOrNull, rank: wireDecimalOrNull }),
      ),
      volatilityList: listOf(
        z.looseObject({
          impliedVol30Days: wireDecimalOrNull,
          hisVolatility: wireDecimalOrNull,
          timestamp: wireTimeMsOrNull,
        }),
      ),
    }),
  ),
});

/** Hong Kong underlyings have names of their own, e.g. TCH.HK for 00700. */
export const allHkOptionSymbols = readMethod<{
  readonly market?: string;
}>()({
  name: 'all_hk_option_symbols',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(z.looseObject({ symbol: wireText, name: wireTextOrNull, underlyingSymbol: wireTextOrNull })),
});
