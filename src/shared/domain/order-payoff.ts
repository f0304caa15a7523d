import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { currencySchema } from './instrument.ts';
import { daySchema } from './market-day.ts';
import { sideSchema } from './order.ts';

const figure = decimalSchema.nullable();

/** `amount` in the order's currency, never negative. null: it has no limit. */
const boundSchema = z.strictObject({ isLimited: z.boolean(), amount: figure });

/** What the holder or the writer of an option has to know of its end; the texts are the window's. */
const exerciseNoteSchema = z.enum([
  /** A bought option in the money at expiry is exercised by itself: US, at least 0.01 (OCC rule 805). */
  'exercised_at_expiry',
  /** What is out of the money at expiry is worth nothing. */
  'expires_worthless',
  /** American style: whoever bought it may exercise on any day, most often before an ex-dividend day. */
  'assigned_any_day',
  'call_is_covered',
  'call_is_not_covered',
  'put_buys_shares',
  'expires_today',
  'rules_of_exchange',
]);
export type ExerciseNote = z.infer<typeof exerciseNoteSchema>;

/**
 * What an order of options, or a short sale, can lose and win if it fills at `price` and is held to its end: the
 * order alone, without what else the account holds.
 */
export const orderPayoffSchema = z.strictObject({
  currency: currencySchema,
  legs: z.array(
    z.strictObject({
      kind: z.enum(['call', 'put', 'share']),
      side: sideSchema,
      shares: decimalSchema,
      strike: figure,
      price: decimalSchema,
    }),
  ),
  underlying: z.strictObject({ symbol: z.string(), price: figure }),
  /** null: what the order will cost is not known, or it only closes what is held. */
  figures: z
    .strictObject({
      maxLoss: boundSchema,
      maxGain: boundSchema,
      /** Prices of the underlying, ascending. */
      breakevens: z.array(decimalSchema),
      /** The fees of one way, in `currency`, that are in the figures; null: not known, and not in them. */
      fees: figure,
      /** Straight lines between these points are the result at expiry. */
      curve: z.array(z.strictObject({ price: decimalSchema, result: decimalSchema })),
    })
    .nullable(),
  /** True: nothing new is opened. */
  isClosing: z.boolean(),
  /** null: shares do not end. */
  expiry: z.strictObject({ day: daySchema, daysLeft: z.int().min(0) }).nullable(),
  /** Of the whole order with its sign: delta in shares, theta for one day, vega for one point of volatility. */
  greeks: z
    .strictObject({ delta: figure, gamma: figure, theta: figure, vega: figure, impliedVolatility: figure })
    .nullable(),
  /** What exercise or assignment moves: strike x shares. */
  exerciseAmount: figure,
  notes: z.array(exerciseNoteSchema),
});
export type OrderPayoff = z.infer<typeof orderPayoffSchema>;
