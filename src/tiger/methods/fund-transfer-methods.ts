import * as z from 'zod';
import { readMethod, writeMethod } from '../method.ts';
import type { ExactNumber } from '../wire/exact-number.ts';
import {
  wireBooleanOrNull,
  wireDecimalOrNull,
  wireId,
  wireIdOrNull,
  wireIntegerOrNull,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import { exchangePageSchema, exchangeRowSchema, singleExchangeSchema } from './order-schemas.ts';
import type { WireDate } from './param-shapes.ts';
import { listOf, pageOf } from './reply-shapes.ts';

/** `status`: NEW, PROC, SUCC, FAIL, CANC. */
const segmentTransfer = z.looseObject({
  id: wireId,
  fromSegment: wireTextOrNull,
  toSegment: wireTextOrNull,
  currency: wireTextOrNull,
  amount: wireDecimalOrNull,
  status: wireTextOrNull,
  statusDesc: wireTextOrNull,
  message: wireTextOrNull,
  settledAt: wireTimeMsOrNull,
  updatedAt: wireTimeMsOrNull,
  createdAt: wireTimeMsOrNull,
});

/** What may be moved between segments. */
export const segmentFundAvailable = readMethod<{
  readonly from_segment?: 'SEC' | 'FUT';
  readonly currency?: string;
}>()({
  name: 'segment_fund_available',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: listOf(
    z.looseObject({ fromSegment: wireTextOrNull, currency: wireTextOrNull, amount: wireDecimalOrNull }),
  ),
});

export const segmentFundHistory = readMethod<{
  /** 100 if absent, at most 500. */
  readonly limit?: number;
}>()({
  name: 'segment_fund_history',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: listOf(segmentTransfer),
});

/** Moves money between segments. Tiger has no key that would recognise a repeated one. */
export const transferSegmentFund = writeMethod<{
  readonly from_segment: string;
  readonly to_segment: string;
  readonly currency: string;
  readonly amount: ExactNumber;
}>()({
  name: 'transfer_segment_fund',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: segmentTransfer,
});

export const cancelSegmentFund = writeMethod<{
  readonly id: bigint;
}>()({
  name: 'cancel_segment_fund',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: segmentTransfer,
});

/** Changes currency. The answer is an order with `secType` CASH. */
export const placeForexOrder = writeMethod<{
  readonly seg_type: string;
  readonly source_currency: string;
  readonly target_currency: string;
  readonly source_amount: ExactNumber;
  /** A label of our own that comes back with the order; that Tiger refuses a repeated one is not proven. */
  readonly external_id?: string;
  readonly time_in_force?: string;
}>()({
  name: 'place_forex_order',
  version: '2.0',
  server: 'trade',
  context: 'account',
  // Only the id is a must: an unforeseen form must not turn a placed order into an unknown one.
  reply: exchangeRowSchema,
});

/** Exchanges among orders. That Tiger lists them there is not documented; `sec_type` has the word for it (wire contract 4). */
export const exchangeOrders = readMethod<{ readonly sec_type: 'CASH'; readonly limit: number }>()({
  name: 'orders',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: exchangePageSchema,
});

/** One exchange, by the id that its placing was answered with. */
export const exchangeOrder = readMethod<{ readonly id: bigint }>()({
  name: 'orders',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: singleExchangeSchema,
});

/** Deposits and withdrawals. `type`: 1 in, 3 out, 20 to 23 fee, refund, failed. */
export const transferFund = readMethod<{
  readonly seg_type?: string;
}>()({
  name: 'transfer_fund',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: listOf(
    z.looseObject({
      id: wireIdOrNull,
      refId: wireTextOrNull,
      type: wireIntegerOrNull,
      typeDesc: wireTextOrNull,
      currency: wireTextOrNull,
      amount: wireDecimalOrNull,
      businessDate: wireTextOrNull,
      completedStatus: wireBooleanOrNull,
      createdAt: wireTimeMsOrNull,
      updatedAt: wireTimeMsOrNull,
    }),
  ),
});

/** The cash journal. */
export const fundDetails = readMethod<{
  readonly seg_types: readonly string[];
  /** ALL, DEPOSIT_WITHDRAW, TRADE, FEE, FUNDS_TRANSFER, FOREX, CORPORATE_ACTION and others. */
  readonly fund_type?: string;
  readonly currency?: string;
  readonly start_date?: WireDate;
  readonly end_date?: WireDate;
  /** How many rows to skip. */
  readonly start?: number;
  /** 50 if absent, at most 100. */
  readonly limit?: number;
}>()({
  name: 'fund_details',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: pageOf(
    z.looseObject({
      page: wireIntegerOrNull,
      limit: wireIntegerOrNull,
      itemCount: wireIntegerOrNull,
      pageCount: wireIntegerOrNull,
      timestamp: wireTimeMsOrNull,
      items: listOf(
        z.looseObject({
          id: wireIdOrNull,
          desc: wireTextOrNull,
          currency: wireTextOrNull,
          segType: wireTextOrNull,
          type: wireTextOrNull,
          amount: wireDecimalOrNull,
          businessDate: wireTextOrNull,
          updatedAt: wireTimeMsOrNull,
          contractName: wireTextOrNull,
        }),
      ),
    }),
  ),
});
