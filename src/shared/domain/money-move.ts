import * as z from 'zod';
import { positiveDecimalSchema } from './decimal.ts';
import { currencySchema } from './instrument.ts';

/** The parts of an account between which Tiger moves money: securities and futures. */
const movableSegmentSchema = z.enum(['SEC', 'FUT']);

/** Money that stays in the account: from one part of it to the other, or from one currency to another. Exactly what is sealed and sent. */
export const moneyMoveSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('transfer'),
    fromSegment: movableSegmentSchema,
    toSegment: movableSegmentSchema,
    currency: currencySchema,
    amount: positiveDecimalSchema,
  }),
  z.strictObject({
    kind: z.literal('forex'),
    segment: movableSegmentSchema,
    sourceCurrency: currencySchema,
    targetCurrency: currencySchema,
    /** In the source currency. */
    sourceAmount: positiveDecimalSchema,
  }),
]);
export type MoneyMove = z.infer<typeof moneyMoveSchema>;

/** `TRANSFER 500 USD from securities to futures` or `EXCHANGE 500 USD into HKD in securities`. */
export function moneyMoveSentence(move: MoneyMove): string {
  if (move.kind === 'transfer')
    return `TRANSFER ${move.amount} ${move.currency} from ${SEGMENT_WORDS[move.fromSegment]} to ${SEGMENT_WORDS[move.toSegment]}`;
  return `EXCHANGE ${move.sourceAmount} ${move.sourceCurrency} into ${move.targetCurrency} in ${SEGMENT_WORDS[move.segment]}`;
}

const SEGMENT_WORDS = { SEC: 'securities', FUT: 'futures' } as const;

/** What leaves, and in which currency. */
export function outgoing(move: MoneyMove) {
  return move.kind === 'transfer'
    ? { amount: move.amount, currency: move.currency }
    : { amount: move.sourceAmount, currency: move.sourceCurrency };
}
