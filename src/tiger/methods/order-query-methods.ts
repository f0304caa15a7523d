import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireDecimalOrNull,
  wireId,
  wireIdOrNull,
  wireIntegerOrNull,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import { orderPageSchema, singleOrderSchema } from './order-schemas.ts';
import type { WireDate } from './param-shapes.ts';
import { listOf } from './reply-shapes.ts';

/** Times in epoch milliseconds: start closed, end open. No filter may change while paging (wire contract 3.8). */
export interface OrderListParams {
  readonly market?: string;
  readonly sec_type?: string;
  readonly symbol?: string;
  readonly start_date?: WireDate;
  readonly end_date?: WireDate;
  /** 100 if absent, at most 300. */
  readonly limit?: number;
  readonly states?: readonly string[];
  readonly sort_by?: 'LATEST_CREATED' | 'LATEST_STATUS_UPDATED';
  readonly page_token?: string;
  readonly seg_type?: string;
  readonly is_brief?: boolean;
  readonly parent_id?: bigint;
  /** Options: `yyyyMMdd`. */
  readonly expiry?: string;
  readonly strike?: string;
  readonly right?: string;
}

function orderList(name: string) {
  return readMethod<OrderListParams>()({
    name,
    version: '2.0',
    server: 'trade',
    context: 'account',
    reply: orderPageSchema,
  });
}

export const orders = orderList('orders');
export const activeOrders = orderList('active_orders');
export const inactiveOrders = orderList('inactive_orders');
/** Needs both dates, at most 90 days apart. */
export const filledOrders = orderList('filled_orders');

/**
 * One order by its global id or by its account-level number. null if Tiger has none. Tiger answers the order itself;
 * a list with one element is taken too.
 */
export const singleOrder = readMethod<
  ({ readonly id: bigint } | { readonly order_id: bigint }) & { readonly show_charges?: boolean }
>()({
  name: 'orders',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: singleOrderSchema,
});

/** `order_id` is the global id here. `transactedAt` is text in the market's zone, `transactionTime` milliseconds. */
export const orderTransactions = readMethod<{
  readonly order_id?: bigint;
  readonly symbol?: string;
  readonly sec_type?: string;
  readonly start_date?: WireDate;
  readonly end_date?: WireDate;
  /** `yyyyMMdd`; instead of the two dates above. */
  readonly since_date?: string;
  readonly to_date?: string;
  /** Options: `yyyyMMdd`. */
  readonly expiry?: string;
  readonly strike?: string;
  readonly right?: string;
  /** 20 if absent, at most 100. */
  readonly limit?: number;
  readonly page_token?: string;
}>()({
  name: 'order_transactions',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z.looseObject({
    nextPageToken: wireTextOrNull,
    items: listOf(
      z.looseObject({
        id: wireId,
        accountId: wireIdOrNull,
        orderId: wireIdOrNull,
        symbol: wireTextOrNull,
        secType: wireTextOrNull,
        currency: wireTextOrNull,
        market: wireTextOrNull,
        action: wireTextOrNull,
        filledQuantity: wireDecimalOrNull,
        filledQuantityScale: wireIntegerOrNull,
        filledPrice: wireDecimalOrNull,
        filledAmount: wireDecimalOrNull,
        transactedAt: wireTextOrNull,
        transactionTime: wireTimeMsOrNull,
      }),
    ),
  }),
});
