import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireBooleanOrNull,
  wireDecimalOrNull,
  wireIntegerOrNull,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import type { WireDate } from './param-shapes.ts';
import { firstOf, listOf } from './reply-shapes.ts';

const futureContract = z.looseObject({
  continuous: wireBooleanOrNull,
  trade: wireBooleanOrNull,
  type: wireTextOrNull,
  contractCode: wireTextOrNull,
  ibCode: wireTextOrNull,
  name: wireTextOrNull,
  contractMonth: wireTextOrNull,
  lastTradingDate: wireTextOrNull,
  firstNoticeDate: wireTextOrNull,
  lastBiddingCloseTime: wireTimeMsOrNull,
  currency: wireTextOrNull,
  exchangeCode: wireTextOrNull,
  multiplier: wireDecimalOrNull,
  minTick: wireDecimalOrNull,
  displayMultiplier: wireIntegerOrNull,
  exchange: wireTextOrNull,
  productWorth: wireTextOrNull,
  deliveryMode: wireTextOrNull,
  productType: wireTextOrNull,
});

/** `zoneId` is an IANA zone. */
export const futureExchange = readMethod<{
  readonly sec_type?: 'FUT';
}>()({
  name: 'future_exchange',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(z.looseObject({ code: wireTextOrNull, name: wireTextOrNull, zoneId: wireTextOrNull })),
});

/** Contracts of an exchange that can be traded. */
export const futureContractsOfExchange = readMethod<{
  readonly exchange_code: string;
}>()({
  name: 'future_contract_by_exchange_code',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(futureContract),
});

/** All contracts of a product. */
export const futureContracts = readMethod<{
  /** Product code, e.g. ES. */
  readonly type: string;
}>()({
  name: 'future_contracts',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(futureContract),
});

/** The main (most active) contract. */
export const futureCurrentContract = readMethod<{
  /** Product code, e.g. ES. */
  readonly type: string;
}>()({
  name: 'future_current_contract',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: firstOf(futureContract),
});

/** One contract; a list with one element is taken too. */
export const futureContractByCode = readMethod<{
  readonly contract_code: string;
}>()({
  name: 'future_contract_by_contract_code',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: firstOf(futureContract),
});

/** The continuous contract (ESmain). */
export const futureContinuousContract = readMethod<{
  /** Product code, e.g. ES. */
  readonly type: string;
}>()({
  name: 'future_continuous_contracts',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: firstOf(futureContract),
});

/** Which contract was the main one at each time. */
export const futureHistoryMainContract = readMethod<{
  readonly contract_codes: readonly string[];
  /** Milliseconds. */
  readonly begin_time?: number;
  readonly end_time?: number;
}>()({
  name: 'future_history_main_contract',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      contractCode: wireTextOrNull,
      mainReferItems: listOf(z.looseObject({ time: wireTimeMsOrNull, referContractCode: wireTextOrNull })),
    }),
  ),
});

/** Times of trading and bidding in milliseconds; `timeSection` is the IANA zone of the exchange. */
export const futureTradingDate = readMethod<{
  readonly contract_code: string;
  readonly trading_date?: WireDate;
}>()({
  name: 'future_trading_date',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: z
    .looseObject({
      biddingTimes: listOf(z.looseObject({ start: wireTimeMsOrNull, end: wireTimeMsOrNull })),
      tradingTimes: listOf(z.looseObject({ start: wireTimeMsOrNull, end: wireTimeMsOrNull })),
      timeSection: wireTextOrNull,
    })
    .nullable(),
});
