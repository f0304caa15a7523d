import * as z from 'zod';
import { cardHead } from './card-head.ts';
import { decimalSchema } from './decimal.ts';
import { currencySchema } from './instrument.ts';
import { moneyMoveSchema } from './money-move.ts';

const figure = decimalSchema.nullable();

/** A move of money as the approval window shows it. Its source and its target, before and after; null: not known. */
export const moneyCardSchema = z.strictObject({
  kind: z.literal('money'),
  ...cardHead,
  move: moneyMoveSchema,
  source: z.strictObject({ before: figure, after: figure, currency: currencySchema }),
  target: z.strictObject({ before: figure, after: figure, currency: currencySchema }),
  /** Of an exchange: what it would bring by the broker's latest daily rate, of that time. The broker sets its own rate. */
  estimate: z
    .strictObject({ amount: decimalSchema, rate: decimalSchema, atMs: z.int().nullable() })
    .nullable(),
});
export type MoneyCard = z.infer<typeof moneyCardSchema>;
