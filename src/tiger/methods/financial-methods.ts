import * as z from 'zod';
import { readMethod } from '../method.ts';
import { wireDecimalOrNull, wireText, wireTextOrNull, wireTimeMsOrNull } from '../wire/wire-readers.ts';
import type { WireDate } from './param-shapes.ts';
import { listOf } from './reply-shapes.ts';

/** One figure per symbol, field and day. */
export const financialDaily = readMethod<{
  readonly symbols: readonly string[];
  readonly market: string;
  readonly fields: readonly string[];
  readonly begin_date?: WireDate;
  readonly end_date?: WireDate;
}>()({
  name: 'financial_daily',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      date: wireTimeMsOrNull,
      field: wireTextOrNull,
      value: wireDecimalOrNull,
    }),
  ),
});

/** `value` comes as text, also in E notation. */
export const financialReport = readMethod<{
  readonly symbols: readonly string[];
  readonly market: string;
  readonly fields: readonly string[];
  readonly period_type?: 'Annual' | 'Quarterly' | 'LTM';
  readonly begin_date?: WireDate;
  readonly end_date?: WireDate;
}>()({
  name: 'financial_report',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      currency: wireTextOrNull,
      field: wireTextOrNull,
      value: wireDecimalOrNull,
      filingDate: wireTextOrNull,
      periodEndDate: wireTextOrNull,
    }),
  ),
});

/** The currency in which a company reports. */
export const financialCurrency = readMethod<{
  readonly symbols: readonly string[];
  readonly market: string;
}>()({
  name: 'financial_currency',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(z.looseObject({ symbol: wireText, market: wireTextOrNull, currency: wireTextOrNull })),
});

/** To the US dollar. */
export const financialExchangeRate = readMethod<{
  readonly currency_list: readonly string[];
  readonly begin_date?: WireDate;
  readonly end_date?: WireDate;
  readonly timezone?: string;
}>()({
  name: 'financial_exchange_rate',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      currency: wireTextOrNull,
      dailyValueList: listOf(z.looseObject({ date: wireTimeMsOrNull, value: wireDecimalOrNull })),
    }),
  ),
});
