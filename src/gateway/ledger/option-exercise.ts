import {
  add,
  type Decimal,
  decimal,
  divide,
  isNegative,
  isZero,
  multiply,
  negate,
  subtract,
  ZERO,
} from '../../shared/domain/decimal.ts';
import { findListing } from '../market/find-listing.ts';
import type { AccountState, PositionState } from './ledger-state.ts';
import { CENT_PLACES } from './money.ts';
import { applyExecution } from './position.ts';

export interface OptionExercise {
  /** Decimal text. */
  readonly id: string;
  readonly account: string;
  /** Identifier of the option. */
  readonly symbol: string;
  readonly type: 'Exercise' | 'Expire';
  readonly quantity: Decimal;
  readonly executingDate: string;
  readonly isForced: boolean;
  readonly status: 'New' | 'Done' | 'Cancelled';
  readonly timeMs: number;
  /** When it is carried out, unless it is cancelled before. */
  readonly dueMs: number;
}

/**
 * Options turn into shares at the strike, and what was paid for them becomes part of the shares' cost: nothing is
 * realised by the exercise of a call, and cash and costs still add up to the cent. An option given up is a loss.
 * @throws RangeError if more is exercised than is held
 */
export function exerciseOption(account: AccountState, exercise: OptionExercise): void {
  const listing = findListing(exercise.symbol);
  const terms = listing?.option;
  const held = account.positions[exercise.symbol];
  if (listing === null || terms === null || terms === undefined || held === undefined) {
    throw new RangeError(`no position in ${exercise.symbol}`);
  }
  const left = subtract(held.quantity, exercise.quantity);
  if (isNegative(left)) throw new RangeError(`less than ${exercise.quantity} of ${exercise.symbol} is held`);
  const cost = isZero(left)
    ? held.costTotal
    : divide(multiply(held.costTotal, exercise.quantity), held.quantity, CENT_PLACES);
  if (isZero(left)) delete account.positions[exercise.symbol];
  else
    account.positions[exercise.symbol] = {
      ...held,
      quantity: left,
      costTotal: subtract(held.costTotal, cost),
    };
  const { currency } = listing;
  if (exercise.type === 'Expire') {
    account.realised[currency] = subtract(account.realised[currency], cost);
    return;
  }
  const strike = decimal(terms.strike);
  const shares = multiply(exercise.quantity, decimal(listing.multiplier));
  const money = multiply(shares, strike);
  const isBuy = terms.right === 'CALL';
  const before: PositionState | null = account.positions[terms.underlying] ?? null;
  const change = applyExecution(before, {
    id: exercise.id,
    orderId: '0',
    account: account.account,
    symbol: terms.underlying,
    side: isBuy ? 'BUY' : 'SELL',
    quantity: shares,
    price: strike,
    amount: isBuy ? add(money, cost) : subtract(money, cost),
    fees: ZERO,
    timeMs: exercise.dueMs,
  });
  account.cash[currency] = add(account.cash[currency], isBuy ? negate(money) : money);
  account.realised[currency] = add(account.realised[currency], change.realised);
  if (change.position === null) delete account.positions[terms.underlying];
  else account.positions[terms.underlying] = change.position;
}
