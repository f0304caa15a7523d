import * as z from 'zod';
import { accountIdSchema, accountProfileSchema } from '../domain/account.ts';
import { positiveDecimalSchema } from '../domain/decimal.ts';
import {
  corporateActionKindSchema,
  corporateActionListSchema,
  earningsListSchema,
  FINANCIAL_FIELDS_MAX,
  financialPeriodSchema,
  financialReportSchema,
} from '../domain/fundamentals.ts';
import { contractSchema, marketSchema, symbolSchema } from '../domain/instrument.ts';
import { depthSchema, TICKS_MAX, tickSeriesSchema, timelineSchema } from '../domain/intraday.ts';
import {
  BARS_MAX,
  barPeriodSchema,
  barSeriesSchema,
  marketStatusSchema,
  quoteSchema,
} from '../domain/market-data.ts';
import { daySchema } from '../domain/market-day.ts';
import { optionChainSchema, optionExpirationsSchema } from '../domain/option.ts';
import {
  brokerOrderIdSchema,
  brokerOrderListSchema,
  brokerOrderSchema,
  orderDraftSchema,
  orderNumberSchema,
  orderPreviewSchema,
  orderTypeSchema,
} from '../domain/order.ts';
import { assetsSchema, positionListSchema } from '../domain/portfolio.ts';
import { KEYWORD_LENGTH_MAX, SYMBOL_MATCHES_MAX, symbolSearchSchema } from '../domain/symbol-search.ts';
import { tradingCalendarSchema } from '../domain/trading-calendar.ts';
import {
  PAGE_CURSOR_LENGTH_MAX,
  TRANSACTIONS_PER_CALL_MAX,
  tradableQuantitySchema,
  transactionListSchema,
} from '../domain/transaction.ts';
import type { Contract } from './contract.ts';

/** Tiger takes at most 50 symbols per request for quotes and contracts (wire contract section 7.3). */
export const SYMBOLS_PER_CALL_MAX = 50;
/** Tiger's page limit for order lists. */
export const ORDERS_PER_CALL_MAX = 300;

const symbols = z.array(symbolSchema).min(1).max(SYMBOLS_PER_CALL_MAX);
/** What happened to one company from one day to another, both included. */
const daySpan = { symbol: symbolSchema, startDay: daySchema, endDay: daySchema };
const nothing = z.strictObject({});

/** What one order carries besides its draft so that it can be found again whatever happens to the answer. */
const orderIdentity = {
  /** Obtained by `orders.reserveNumber` and stored before sending. */
  orderNumber: orderNumberSchema,
  /** The proposal id, shown on the order where the developer account has that feature. */
  userMark: z.string().max(64),
};

/** Calls that change nothing at the broker; they may be repeated. */
export const workerReads = {
  'account.profile': { input: nothing, output: accountProfileSchema },
  'account.assets': { input: nothing, output: assetsSchema },
  'positions.list': { input: nothing, output: positionListSchema },
  'quotes.get': { input: z.strictObject({ symbols }), output: z.array(quoteSchema) },
  'bars.get': {
    input: z.strictObject({
      symbol: symbolSchema,
      period: barPeriodSchema,
      count: z.int().min(1).max(BARS_MAX),
    }),
    output: barSeriesSchema,
  },
  'market.status': { input: z.strictObject({ market: marketSchema }), output: marketStatusSchema },
  'symbols.search': {
    input: z.strictObject({
      market: marketSchema,
      keyword: z.string().min(1).max(KEYWORD_LENGTH_MAX),
      limit: z.int().min(1).max(SYMBOL_MATCHES_MAX),
    }),
    output: symbolSearchSchema,
  },
  /** Days in the market's zone, both ends included. */
  'calendar.get': {
    input: z.strictObject({ market: marketSchema, startDay: daySchema, endDay: daySchema }),
    output: tradingCalendarSchema,
  },
  /** The current day, or a past one in the market's zone. */
  'timeline.get': {
    input: z.strictObject({ symbol: symbolSchema, day: daySchema.nullable() }),
    output: timelineSchema,
  },
  'ticks.get': {
    input: z.strictObject({ symbol: symbolSchema, count: z.int().min(1).max(TICKS_MAX) }),
    output: tickSeriesSchema,
  },
  'depth.get': { input: z.strictObject({ symbol: symbolSchema }), output: depthSchema },
  'options.expirations': { input: z.strictObject({ symbol: symbolSchema }), output: optionExpirationsSchema },
  /** `expiry` null: the nearest that has not passed. */
  'options.chain': {
    input: z.strictObject({ symbol: symbolSchema, expiry: daySchema.nullable() }),
    output: optionChainSchema,
  },
  'financials.get': {
    input: z.strictObject({
      ...daySpan,
      period: financialPeriodSchema,
      fields: z.array(z.string().min(1).max(80)).min(1).max(FINANCIAL_FIELDS_MAX),
    }),
    output: financialReportSchema,
  },
  'corporate.actions': {
    input: z.strictObject({ ...daySpan, kinds: z.array(corporateActionKindSchema).min(1) }),
    output: corporateActionListSchema,
  },
  'earnings.list': { input: z.strictObject(daySpan), output: earningsListSchema },
  /** Symbols that the broker does not know are absent from the answer. */
  'contracts.get': { input: z.strictObject({ symbols }), output: z.array(contractSchema) },
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
  /** Fills of one order or of one stock; one of the two is needed. */
  'transactions.list': {
    input: z.strictObject({
      brokerOrderId: brokerOrderIdSchema.nullable(),
      symbol: symbolSchema.nullable(),
      startMs: z.int().nullable(),
      endMs: z.int().nullable(),
      limit: z.int().min(1).max(TRANSACTIONS_PER_CALL_MAX),
      cursor: z.string().max(PAGE_CURSOR_LENGTH_MAX).nullable(),
    }),
    output: transactionListSchema,
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
  'worker.health': {
    input: nothing,
    output: z.strictObject({
      residentBytes: z.int(),
      callsInFlight: z.int(),
      brokerCallsTotal: z.int(),
      brokerErrorsTotal: z.int(),
      /** Of the last broker call; null before the first. */
      lastLatencyMs: z.number().nullable(),
    }),
  },
} as const satisfies Contract;

/** Calls that change something at the broker. Only the order desk is given them. They are never repeated. */
const workerEffects = {
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

export const workerCalls = { ...workerReads, ...workerEffects };

export type WorkerReads = typeof workerReads;
export type WorkerEffects = typeof workerEffects;
export type WorkerCalls = typeof workerCalls;

/** Main waits this long for the hello before it counts the process as dead. */
export const WORKER_HELLO_TIMEOUT_MS = 10_000;

/** worker -> main, first message. */
export const workerHelloSchema = z.strictObject({ type: z.literal('hello'), protocol: z.int() });

/** main -> worker, after the hello: the only way a credential reaches the process. */
export const workerConfigureSchema = z.strictObject({
  type: z.literal('configure'),
  accountId: accountIdSchema,
  /** Text of tiger_openapi_config.properties, private key included. */
  properties: z.string().max(65_536),
  /** True: the account may only be reached over loopback (the demo gateway). */
  isDemo: z.boolean(),
});

/** worker -> main: configured and serving, or not. */
export const workerConfiguredSchema = z.discriminatedUnion('ok', [
  z.strictObject({ type: z.literal('configured'), ok: z.literal(true) }),
  z.strictObject({
    type: z.literal('configured'),
    ok: z.literal(false),
    message: z.string(),
    nextStep: z.string(),
  }),
]);

/** main -> worker: finish what is on the wire, then exit 0. */
export const workerShutdownSchema = z.strictObject({ type: z.literal('shutdown') });
