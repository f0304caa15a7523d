import type { MoneyMove } from '../../shared/domain/money-move.ts';
import { ExactNumber } from '../../tiger/wire/exact-number.ts';

/** The move as it is sent, and nothing that it does not say. */
export function transferParamsOf(move: Extract<MoneyMove, { kind: 'transfer' }>) {
  return {
    from_segment: move.fromSegment,
    to_segment: move.toSegment,
    currency: move.currency,
    amount: new ExactNumber(move.amount),
  };
}

/** `mark` comes back with the order. */
export function forexParamsOf(move: Extract<MoneyMove, { kind: 'forex' }>, mark: string) {
  return {
    seg_type: move.segment,
    source_currency: move.sourceCurrency,
    target_currency: move.targetCurrency,
    source_amount: new ExactNumber(move.sourceAmount),
    external_id: mark,
  };
}
