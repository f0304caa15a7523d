import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { currencySchema, marketSchema, securityTypeSchema, symbolSchema } from './instrument.ts';
import { brokerOrderIdSchema } from './order.ts';
import { provenanceSchema } from './provenance.ts';

const figure = decimalSchema.nullable();

/** Tiger answers at most this many transactions per request (wire contract section 7.3). */
export const TRANSACTIONS_PER_CALL_MAX = 100;
/** Opaque text of Tiger's; those seen are below 100 characters. */
export const PAGE_CURSOR_LENGTH_MAX = 500;

/** One fill of an order. Price and amount in `currency`. */
const transactionSchema = z.strictObject({
  transactionId: z.string(),
  brokerOrderId: brokerOrderIdSchema.nullable(),
  symbol: symbolSchema.nullable(),
  market: marketSchema.nullable(),
  securityType: securityTypeSchema,
  currency: currencySchema.nullable(),
  side: z.enum(['BUY', 'SELL']).nullable(),
  quantity: figure,
  price: figure,
  amount: figure,
  filledAtMs: z.int().nullable(),
});
export type Transaction = z.infer<typeof transactionSchema>;

export const transactionListSchema = z.strictObject({
  transactions: z.array(transactionSchema),
  /** Asks for the next page, with everything else unchanged; null: this was the last. */
  nextCursor: z.string().nullable(),
  provenance: provenanceSchema,
});
export type TransactionList = z.infer<typeof transactionListSchema>;

/** In shares. What Tiger would let the account trade now, not a promise. */
export const tradableQuantitySchema = z.strictObject({
  /** With the account's own cash. */
  cashQuantity: figure,
  /** With financing, where the account has it. */
  financingQuantity: figure,
  positionQuantity: figure,
  /** Of the position, what can be sold. */
  tradablePositionQuantity: figure,
  provenance: provenanceSchema,
});
export type TradableQuantity = z.infer<typeof tradableQuantitySchema>;
