import * as z from 'zod';
import { brokerOrderIdSchema, orderDraftSchema } from '../../domain/order.ts';
import type { Contract } from '../contract.ts';
import { orderIdentity } from './order-identity.ts';

export const orderEffectCalls = {
  'orders.place': {
    input: z.strictObject({ order: orderDraftSchema, ...orderIdentity }),
    output: z.strictObject({ brokerOrderId: brokerOrderIdSchema }),
  },
  /** The broker took the request; the order's own figures say when it is done. Side, type and symbol stay. */
  'orders.modify': {
    input: z.strictObject({ brokerOrderId: brokerOrderIdSchema, order: orderDraftSchema }),
    output: z.strictObject({ brokerOrderId: brokerOrderIdSchema }),
  },
  /** The broker accepted the request; the order's status says when it is done. */
  'orders.cancel': {
    input: z.strictObject({ brokerOrderId: brokerOrderIdSchema }),
    output: z.strictObject({ brokerOrderId: brokerOrderIdSchema }),
  },
} as const satisfies Contract;
