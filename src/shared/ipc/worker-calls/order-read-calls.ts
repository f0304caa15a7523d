import * as z from 'zod';
import { positiveDecimalSchema } from '../../domain/decimal.ts';
import { symbolSchema } from '../../domain/instrument.ts';
import {
  brokerOrderIdSchema,
  brokerOrderListSchema,
  brokerOrderSchema,
  orderDraftSchema,
  orderNumberSchema,
  orderPreviewSchema,
  orderTypeSchema,
} from '../../domain/order.ts';
import { PAGE_CURSOR_LENGTH_MAX, tradableQuantitySchema } from '../../domain/transaction.ts';
import type { Contract } from '../contract.ts';
import { nothing } from '../nothing.ts';
import { orderIdentity } from './order-identity.ts';

/** Tiger's page limit for order lists. */
export const ORDERS_PER_CALL_MAX = 300;

export const orderReadCalls = {
  /** Stocks and ETFs. */
  'quantity.tradable': {
    input: z.strictObject({
      symbol: symbolSchema,
      side: z.enum(['BUY', 'SELL']),
      orderType: orderTypeSchema,
      limitPrice: positiveDecimalSchema.nullable(),
      stopPrice: positiveDecimalSchema.nullable(),
    }),
    output: tradableQuantitySchema,
  },
  'orders.preview': { input: z.strictObject({ order: orderDraftSchema }), output: orderPreviewSchema },
  /** Takes the next account-level order number; an unused number harms nobody. */
  'orders.reserveNumber': { input: nothing, output: z.strictObject({ orderNumber: orderNumberSchema }) },
  'orders.list': {
    input: z.strictObject({
      scope: z.enum(['all', 'open', 'filled', 'inactive']),
      symbol: symbolSchema.nullable(),
      startMs: z.int().nullable(),
      endMs: z.int().nullable(),
      limit: z.int().min(1).max(ORDERS_PER_CALL_MAX),
      cursor: z.string().max(PAGE_CURSOR_LENGTH_MAX).nullable().default(null),
    }),
    output: brokerOrderListSchema,
  },
  /** null: the broker says that it has no such order. */
  'orders.get': {
    input: z.strictObject({ brokerOrderId: brokerOrderIdSchema }),
    output: z.strictObject({ order: brokerOrderSchema.nullable() }),
  },
  /** Looks for an order whose sending had no clear answer. `unclear`: ask again, and treat it as sent meanwhile. */
  'orders.reconcile': {
    input: z.strictObject({ order: orderDraftSchema, ...orderIdentity, sentAtMs: z.int() }),
    output: z.strictObject({
      finding: z.enum(['found', 'not_found', 'unclear']),
      order: brokerOrderSchema.nullable(),
      text: z.string(),
    }),
  },
} as const satisfies Contract;
