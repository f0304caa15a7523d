import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireBooleanOrNull,
  wireDecimalOrNull,
  wireInteger,
  wireText,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import { listOf } from './reply-shapes.ts';

/** Symbols carry the currency: `<ISIN>.USD`. */
export const fundAllSymbols = readMethod<Record<never, never>>()({
  name: 'fund_all_symbols',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(wireText),
});

export const fundContracts = readMethod<{
  readonly symbols: readonly string[];
}>()({
  name: 'fund_contracts',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      name: wireTextOrNull,
      companyName: wireTextOrNull,
      market: wireTextOrNull,
      secType: wireTextOrNull,
      currency: wireTextOrNull,
      tradeable: wireBooleanOrNull,
      subType: wireTextOrNull,
      dividendType: wireTextOrNull,
      tigerVault: wireBooleanOrNull,
    }),
  ),
});

/** `close` is the net asset value per unit. */
export const fundQuote = readMethod<{
  readonly symbols: readonly string[];
}>()({
  name: 'fund_quote',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(z.looseObject({ symbol: wireText, close: wireDecimalOrNull, timestamp: wireTimeMsOrNull })),
});

/** `nav` is the net asset value per unit. */
export const fundHistoryQuote = readMethod<{
  readonly symbols: readonly string[];
  /** Milliseconds. */
  readonly begin_time?: number;
  readonly end_time?: number;
  readonly limit?: number;
}>()({
  name: 'fund_history_quote',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      items: listOf(z.looseObject({ nav: wireDecimalOrNull, time: wireInteger })),
    }),
  ),
});
