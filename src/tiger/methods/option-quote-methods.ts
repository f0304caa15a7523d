import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireDecimalOrNull,
  wireInteger,
  wireIntegerOrNull,
  wireText,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import type { OptionKey, OptionSeries, Range } from './param-shapes.ts';
import { listOf, objectOrNull } from './reply-shapes.ts';

interface OptionFilter {
  readonly implied_volatility?: Range;
  readonly open_interest?: Range;
  readonly in_the_money?: boolean;
  readonly greeks?: Readonly<Partial<Record<'delta' | 'gamma' | 'theta' | 'vega' | 'rho', Range>>>;
}

interface OptionBarQuery extends OptionKey {
  /** Milliseconds. */
  readonly begin_time?: number;
  readonly end_time?: number;
  /** day, 1min, 5min, 30min or 60min. */
  readonly period?: string;
  /** Minute bars: 300 if absent, at most 1200. */
  readonly limit?: number;
  readonly sort_dir?: 'SortDir_Ascend' | 'SortDir_Descend';
}

const chainSide = objectOrNull(
  z.looseObject({
    identifier: wireTextOrNull,
    strike: wireDecimalOrNull,
    right: wireTextOrNull,
    bidPrice: wireDecimalOrNull,
    bidSize: wireDecimalOrNull,
    askPrice: wireDecimalOrNull,
    askSize: wireDecimalOrNull,
    volume: wireDecimalOrNull,
    latestPrice: wireDecimalOrNull,
    preClose: wireDecimalOrNull,
    openInterest: wireDecimalOrNull,
    multiplier: wireDecimalOrNull,
    lastTimestamp: wireTimeMsOrNull,
    impliedVol: wireDecimalOrNull,
    delta: wireDecimalOrNull,
    gamma: wireDecimalOrNull,
    theta: wireDecimalOrNull,
    vega: wireDecimalOrNull,
    rho: wireDecimalOrNull,
  }),
);

/** `timestamps` are midnight in the market's zone; `periodTags`: m monthly, w weekly, q quarterly. */
export const optionExpiration = readMethod<{
  /** At most 30. */
  readonly symbols: readonly string[];
  readonly market?: string;
}>()({
  name: 'option_expiration',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      optionSymbols: listOf(wireText),
      dates: listOf(wireText),
      timestamps: listOf(wireInteger),
      periodTags: listOf(wireText),
      count: wireIntegerOrNull,
    }),
  ),
});

/** One item per strike with a call, a put, or both. */
export const optionChain = readMethod<{
  /** At most 30. */
  readonly option_basic: readonly OptionSeries[];
  readonly option_filter?: OptionFilter;
  readonly return_greek_value?: boolean;
  readonly market?: string;
}>()({
  name: 'option_chain',
  version: '3.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      expiry: wireTimeMsOrNull,
      items: listOf(z.looseObject({ call: chainSide, put: chainSide })),
    }),
  ),
});

/** `volatility` is text with a percent sign, `impliedVol` elsewhere a fraction. */
export const optionBrief = readMethod<{
  /** At most 30. */
  readonly option_basic: readonly OptionKey[];
  readonly market?: string;
}>()({
  name: 'option_brief',
  version: '2.0',
  server: 'quote',
  context: 'none',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      identifier: wireTextOrNull,
      strike: wireDecimalOrNull,
      right: wireTextOrNull,
      expiry: wireTimeMsOrNull,
      bidPrice: wireDecimalOrNull,
      bidSize: wireDecimalOrNull,
      askPrice: wireDecimalOrNull,
      askSize: wireDecimalOrNull,
      latestPrice: wireDecimalOrNull,
      timestamp: wireTimeMsOrNull,
      volume: wireDecimalOrNull,
      high: wireDecimalOrNull,
      low: wireDecimalOrNull,
      open: wireDecimalOrNull,
      preClose: wireDecimalOrNull,
      openInterest: wireDecimalOrNull,
      change: wireDecimalOrNull,
      multiplier: wireDecimalOrNull,
      ratesBonds: wireDecimalOrNull,
      volatility: wireTextOrNull,
      midPrice: wireDecimalOrNull,
      midTimestamp: wireTimeMsOrNull,
      markPrice: wireDecimalOrNull,
      markTimestamp: wireTimeMsOrNull,
      preMarkPrice: wireDecimalOrNull,
      sellingReturn: wireDecimalOrNull,
    }),
  ),
});

/** Bars of single options. */
export const optionKline = readMethod<{
  /** At most 30. */
  readonly option_query: readonly OptionBarQuery[];
  readonly market?: string;
}>()({
  name: 'option_kline',
  version: '2.0',
  server: 'quote',
  context: 'none',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      expiry: wireTimeMsOrNull,
      right: wireTextOrNull,
      strike: wireDecimalOrNull,
      period: wireTextOrNull,
      items: listOf(
        z.looseObject({
          time: wireInteger,
          volume: wireDecimalOrNull,
          open: wireDecimalOrNull,
          close: wireDecimalOrNull,
          high: wireDecimalOrNull,
          low: wireDecimalOrNull,
          openInterest: wireDecimalOrNull,
          markPrice: wireDecimalOrNull,
          midPrice: wireDecimalOrNull,
        }),
      ),
    }),
  ),
});
