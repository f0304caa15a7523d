import * as z from 'zod';
import { accountTokenSchema } from '../domain/account-token.ts';
import { decimalSchema } from '../domain/decimal.ts';
import { symbolSchema } from '../domain/instrument.ts';
import { brokerOrderIdSchema } from '../domain/order.ts';

const decimalOrNull = decimalSchema.nullable();
const text = z.string().max(500);

/**
 * What the broker pushed, from an account's process to main. These are hints, possibly doubled, late or lost: whoever
 * needs the truth reads it. Nothing is answered.
 */
export const workerEventSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('order'),
    brokerOrderId: brokerOrderIdSchema,
    symbol: text,
    /** The broker's word, not ours. */
    statusText: text,
    filledQuantity: decimalOrNull,
  }),
  z.strictObject({
    name: z.literal('fill'),
    brokerOrderId: brokerOrderIdSchema,
    symbol: text,
    price: decimalOrNull,
    quantity: decimalSchema,
    timeMs: z.int().nullable(),
  }),
  z.strictObject({ name: z.literal('position'), symbol: text, quantity: decimalOrNull }),
  z.strictObject({ name: z.literal('asset'), currency: text, netLiquidation: decimalOrNull }),
  z.strictObject({
    name: z.literal('quote'),
    symbol: symbolSchema,
    lastPrice: decimalOrNull,
    bidPrice: decimalOrNull,
    askPrice: decimalOrNull,
    asOfMs: z.int().nullable(),
  }),
  /** Connected anew: what happened meanwhile was not pushed. */
  z.strictObject({ name: z.literal('gap') }),
  /** The token's state changed, otherwise than by the passing of time. */
  z.strictObject({ name: z.literal('token'), token: accountTokenSchema }),
  z.strictObject({
    name: z.literal('state'),
    state: z.enum(['connecting', 'connected', 'reconnecting', 'kicked_out', 'refused', 'closed']),
    text,
    nextStep: text,
  }),
]);
export type WorkerEvent = z.infer<typeof workerEventSchema>;
