import * as z from 'zod';
import { ATTACHED_LEGS_MAX } from '../../domain/attached-legs.ts';
import { moneyMoveSchema } from '../../domain/money-move.ts';
import { brokerOrderIdSchema, orderDraftSchema } from '../../domain/order.ts';
import type { Contract } from '../contract.ts';
import { orderIdentity } from './order-identity.ts';

export const orderEffectCalls = {
  'orders.place': {
    input: z.strictObject({ order: orderDraftSchema, ...orderIdentity }),
    output: z.strictObject({
      brokerOrderId: brokerOrderIdSchema,
      /** The orders that the broker made of the attached legs; none: the order has no legs, or they were not named. */
      legIds: z.array(brokerOrderIdSchema).max(ATTACHED_LEGS_MAX),
    }),
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
  /** Money within the account. The id is that of the broker's list of transfers, or of its exchange. */
  'money.move': {
    input: z.strictObject({ move: moneyMoveSchema, mark: z.string().max(64) }),
    output: z.strictObject({ brokerOrderId: brokerOrderIdSchema }),
  },
} as const satisfies Contract;
