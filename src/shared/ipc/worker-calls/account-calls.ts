import * as z from 'zod';
import { accountProfileSchema } from '../../domain/account.ts';
import { symbolSchema } from '../../domain/instrument.ts';
import { brokerOrderIdSchema } from '../../domain/order.ts';
import { assetsSchema, positionListSchema } from '../../domain/portfolio.ts';
import { processReportSchema } from '../../domain/process-report.ts';
import {
  PAGE_CURSOR_LENGTH_MAX,
  TRANSACTIONS_PER_CALL_MAX,
  transactionListSchema,
} from '../../domain/transaction.ts';
import type { Contract } from '../contract.ts';
import { nothing } from '../nothing.ts';

/** Of what a developer id has, as much as a person reads. */
export const LISTED_ACCOUNTS_MAX = 50;

export const accountCalls = {
  'account.profile': { input: nothing, output: accountProfileSchema },
  /** What the broker says of the developer id and of the account, asked anew. */
  'account.check': {
    input: nothing,
    output: z.strictObject({
      profile: accountProfileSchema,
      /** The broker lists the account under this developer id. */
      isFound: z.boolean(),
      /** Last digits and kind of every account that it lists. */
      listed: z
        .array(z.strictObject({ lastFour: z.string(), accountType: z.string().nullable() }))
        .max(LISTED_ACCOUNTS_MAX),
      /** This computer's clock less the broker's; null: the broker told no time. */
      clockAheadMs: z.int().nullable(),
    }),
  },
  'account.assets': { input: nothing, output: assetsSchema },
  'positions.list': { input: nothing, output: positionListSchema },
  'worker.health': {
    input: nothing,
    output: z.strictObject({
      residentBytes: z.int(),
      callsInFlight: z.int(),
      brokerCallsTotal: z.int(),
      brokerErrorsTotal: z.int(),
      /** Of the last broker call; null before the first. */
      lastLatencyMs: z.number().nullable(),
      /** Of the last broker calls; null before the first. */
      latency: processReportSchema.shape.latency,
      lastError: processReportSchema.shape.lastError,
      /** Answers given again within their lifetime. */
      cacheHits: z.int(),
      /** Questions that joined one that was under way. */
      joined: z.int(),
      /** Symbols that travelled with those of other callers in one call. */
      batched: z.int(),
    }),
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
} as const satisfies Contract;
