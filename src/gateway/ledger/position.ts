import {
  absolute,
  add,
  compare,
  type Decimal,
  divide,
  isNegative,
  isPositive,
  isZero,
  minimum,
  multiply,
  negate,
  subtract,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { Execution, PositionState } from './ledger-state.ts';
import { CENT_PLACES } from './money.ts';

export interface PositionChange {
  /** Null when nothing is held any more. */
  readonly position: PositionState | null;
  /** Profit (or loss) that this execution made final, to the cent, after fees. */
  readonly realised: Decimal;
  /** Money in (positive) or out. */
  readonly cashChange: Decimal;
}

/**
 * Average-cost accounting over exact totals. For every history of executions, and to the cent:
 * cash + sum of cost totals = initial cash + sum of realised results.
 */
export function applyExecution(before: PositionState | null, execution: Execution): PositionChange {
  const signed = execution.side === 'BUY' ? execution.quantity : negate(execution.quantity);
  const gross = execution.side === 'BUY' ? negate(execution.amount) : execution.amount;
  const cashChange = subtract(gross, execution.fees);
  const held = before?.quantity ?? ZERO;
  const cost = before?.costTotal ?? ZERO;
  const isReducing = (isPositive(held) && isNegative(signed)) || (isNegative(held) && isPositive(signed));
  if (!isReducing) {
    const costTotal = subtract(cost, cashChange);
    const position = withTotals(before, execution, add(held, signed), costTotal, ZERO);
    return { position, realised: ZERO, cashChange };
  }
  const closed = minimum(absolute(signed), absolute(held));
  // Only part of the money belongs to what is closed if the execution goes through zero.
  const closingCash = share(cashChange, closed, absolute(signed));
  const releasedCost = share(cost, closed, absolute(held));
  const realised = subtract(closingCash, releasedCost);
  const costTotal = subtract(subtract(cost, releasedCost), subtract(cashChange, closingCash));
  const quantity = add(held, signed);
  const position = isZero(quantity) ? null : withTotals(before, execution, quantity, costTotal, realised);
  return { position, realised, cashChange };
}

/**
 * A future costs nothing to enter: its cost total is the value agreed on, without fees, and only results and fees
 * move money. To the cent: cash = money moved in + sum of realised results.
 */
export function applyFutureExecution(before: PositionState | null, execution: Execution): PositionChange {
  const change = applyExecution(before, { ...execution, fees: ZERO });
  const realised = subtract(change.realised, execution.fees);
  return { position: change.position, realised, cashChange: realised };
}

/** Negative for neither side: cost per share is positive for long and short positions alike. */
export function averageCost(position: PositionState, decimalPlaces: number): Decimal {
  return divide(position.costTotal, position.quantity, decimalPlaces);
}

function share(amount: Decimal, part: Decimal, whole: Decimal): Decimal {
  return compare(part, whole) === 0 ? amount : divide(multiply(amount, part), whole, CENT_PLACES);
}

function withTotals(
  before: PositionState | null,
  execution: Execution,
  quantity: Decimal,
  costTotal: Decimal,
  realised: Decimal,
): PositionState {
  return {
    symbol: execution.symbol,
    quantity,
    costTotal,
    realised: add(before?.realised ?? ZERO, realised),
    updatedAtMs: execution.timeMs,
  };
}
