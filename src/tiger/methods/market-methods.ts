import * as z from 'zod';
import { readMethod } from '../method.ts';
import { wireText, wireTextOrNull } from '../wire/wire-readers.ts';
import { listOf } from './reply-shapes.ts';

/** Wire contract 3.1. `openTime` has no year: `MM-dd HH:mm:ss EST`. */
export const marketState = readMethod<{ readonly market: string }>()({
  name: 'market_state',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      market: wireTextOrNull,
      marketStatus: wireTextOrNull,
      status: wireTextOrNull,
      openTime: wireTextOrNull,
    }),
  ),
});

/** Dates are `yyyy-MM-dd` in the market's zone; days without trading are absent. */
export const tradingCalendar = readMethod<{
  readonly market: string;
  readonly begin_date?: string;
  readonly end_date?: string;
}>()({
  name: 'trading_calendar',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(z.looseObject({ date: wireTextOrNull, type: wireTextOrNull })),
});

/** Crypto: `sec_type` CC. */
export const allSymbols = readMethod<{
  readonly market: string;
  readonly sec_type?: string;
  readonly include_otc?: boolean;
}>()({
  name: 'all_symbols',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(wireText),
});

export const allSymbolNames = readMethod<{ readonly market: string; readonly include_otc?: boolean }>()({
  name: 'all_symbol_names',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(z.looseObject({ symbol: wireTextOrNull, name: wireTextOrNull })),
});
