import * as z from 'zod';
import { accountIdSchema } from '../domain/account.ts';
import { decimalSchema } from '../domain/decimal.ts';
import { symbolSchema } from '../domain/instrument.ts';
import { brokerOrderIdSchema } from '../domain/order.ts';
import { pushStateNameSchema } from '../domain/push-status.ts';
import {
  pushedBarSchema,
  pushedDepthSchema,
  pushedQuoteSchema,
  pushedTradesSchema,
} from '../domain/pushed-market.ts';
import { pushTopicSchema } from './worker-calls/push-calls.ts';
import { SYMBOLS_PER_CALL_MAX } from './worker-calls/quote-calls.ts';

const decimalOrNull = decimalSchema.nullable();
const text = z.string().max(500);
const count = z.int().nullable();

/** What is of one account. The process that holds the connection may be that of another account of the same owner. */
export const accountEventSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('order'),
    accountId: accountIdSchema,
    brokerOrderId: brokerOrderIdSchema,
    symbol: text,
    /** The broker's word, not ours. */
    statusText: text,
    filledQuantity: decimalOrNull,
    updatedAtMs: z.int().nullable(),
  }),
  z.strictObject({
    name: z.literal('fill'),
    accountId: accountIdSchema,
    /** The broker's id of the fill: the same fill that is pushed twice has the same. */
    fillId: text,
    brokerOrderId: brokerOrderIdSchema,
    symbol: text,
    price: decimalOrNull,
    quantity: decimalSchema,
    timeMs: z.int().nullable(),
  }),
  z.strictObject({
    name: z.literal('position'),
    accountId: accountIdSchema,
    symbol: text,
    securityType: text,
    quantity: decimalOrNull,
  }),
  z.strictObject({
    name: z.literal('asset'),
    accountId: accountIdSchema,
    currency: text,
    netLiquidation: decimalOrNull,
  }),
]);
export type AccountEvent = z.infer<typeof accountEventSchema>;

const marketEventSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('quote'), quote: pushedQuoteSchema }),
  z.strictObject({ name: z.literal('depth'), depth: pushedDepthSchema }),
  z.strictObject({ name: z.literal('trades'), trades: pushedTradesSchema }),
  z.strictObject({ name: z.literal('bar'), bar: pushedBarSchema }),
]);
export type MarketEvent = z.infer<typeof marketEventSchema>;

/** What is of the connection itself. */
const connectionEventSchema = z.discriminatedUnion('name', [
  /** Connected anew: what happened meanwhile was not pushed. */
  z.strictObject({ name: z.literal('gap') }),
  z.strictObject({ name: z.literal('state'), state: pushStateNameSchema, text, nextStep: text }),
  /** The service does not push this topic of these symbols. */
  z.strictObject({
    name: z.literal('not_pushed'),
    topic: pushTopicSchema,
    symbols: z.array(symbolSchema),
    text,
  }),
  /** What the plan of this developer id allows; null: not said. */
  z.strictObject({ name: z.literal('usage'), quoteLimit: count, depthLimit: count, tradesLimit: count }),
]);
export type ConnectionEvent = z.infer<typeof connectionEventSchema>;

/**
 * From an account's process to main. What the broker pushed are hints, possibly doubled, late or lost: whoever needs
 * the truth reads it. Nothing is answered.
 */
export const workerEventSchema = z.union([
  accountEventSchema,
  marketEventSchema,
  connectionEventSchema,
  /** Somebody looks at these symbols through this process: their quotes are worth being pushed. */
  z.strictObject({ name: z.literal('asked'), symbols: z.array(symbolSchema).max(SYMBOLS_PER_CALL_MAX) }),
]);
export type WorkerEvent = z.infer<typeof workerEventSchema>;

/** What main hands on to the processes of the other accounts of the same owner. */
export const forwardedEventSchema = z.union([accountEventSchema, marketEventSchema, connectionEventSchema]);
export type ForwardedEvent = z.infer<typeof forwardedEventSchema>;
