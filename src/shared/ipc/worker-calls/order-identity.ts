import * as z from 'zod';
import { orderNumberSchema } from '../../domain/order.ts';

/** What one order carries besides its draft so that it can be found again whatever happens to the answer. */
export const orderIdentity = {
  /** Obtained by `orders.reserveNumber` and stored before sending. */
  orderNumber: orderNumberSchema,
  /** The proposal id, shown on the order where the developer account has that feature. */
  userMark: z.string().max(64),
};
