import * as z from 'zod';
import { currencySchema } from '../../domain/instrument.ts';
import { daySchema } from '../../domain/market-day.ts';
import { moneyMoveSchema } from '../../domain/money-move.ts';
import {
  assetHistorySchema,
  dollarRatesSchema,
  FUND_DETAILS_MAX,
  fundDetailsSchema,
  fundKindSchema,
  positionTransfersSchema,
  SEGMENT_TRANSFERS_MAX,
  segmentFundsSchema,
  segmentSchema,
  segmentTransfersSchema,
} from '../../domain/money-record.ts';
import { brokerOrderIdSchema } from '../../domain/order.ts';
import type { Contract } from '../contract.ts';

/** Moves of one account that lie close together; a person makes a few a day. */
export const MOVES_KNOWN_MAX = 100;
const OFFSET_MAX = 100_000;
const CURRENCIES_MAX = 20;

export const moneyRecordCalls = {
  'assets.history': {
    input: z.strictObject({
      startDay: daySchema,
      endDay: daySchema,
      segment: segmentSchema,
      currency: currencySchema,
    }),
    output: assetHistorySchema,
  },
  'funds.details': {
    input: z.strictObject({
      segment: segmentSchema,
      kind: fundKindSchema,
      currency: currencySchema.nullable(),
      startMs: z.int().nullable(),
      endMs: z.int().nullable(),
      offset: z.int().min(0).max(OFFSET_MAX),
      limit: z.int().min(1).max(FUND_DETAILS_MAX),
    }),
    output: fundDetailsSchema,
  },
  'segments.available': {
    input: z.strictObject({ segment: z.enum(['SEC', 'FUT']), currency: currencySchema }),
    output: segmentFundsSchema,
  },
  'segments.transfers': {
    input: z.strictObject({ limit: z.int().min(1).max(SEGMENT_TRANSFERS_MAX) }),
    output: segmentTransfersSchema,
  },
  /** Looks in the broker's lists for a move of money. `unclear`: ask again, and treat it as sent meanwhile. */
  'money.find': {
    input: z.strictObject({
      move: moneyMoveSchema,
      /** As in `money.move`. */
      mark: z.string().max(64),
      /** As the broker answered; null: its answer was lost. */
      brokerOrderId: brokerOrderIdSchema.nullable(),
      sentAtMs: z.int(),
      /** Ids of other moves of ours, which this one cannot be. */
      otherIds: z.array(brokerOrderIdSchema).max(MOVES_KNOWN_MAX),
    }),
    output: z.strictObject({
      finding: z.enum(['found', 'not_found', 'unclear']),
      brokerOrderId: brokerOrderIdSchema.nullable(),
      state: z.enum(['under_way', 'settled', 'failed', 'cancelled']).nullable(),
      text: z.string(),
    }),
  },
  'positions.transfers': {
    input: z.strictObject({ startDay: daySchema, endDay: daySchema, kind: z.enum(['internal', 'external']) }),
    output: positionTransfersSchema,
  },
  'rates.dollar': {
    input: z.strictObject({ currencies: z.array(currencySchema).min(1).max(CURRENCIES_MAX) }),
    output: dollarRatesSchema,
  },
} as const satisfies Contract;
