import {
  add,
  type Decimal,
  divide,
  isNegative,
  isZero,
  multiply,
  subtract,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { AccountState } from './ledger-state.ts';
import { CENT_PLACES } from './money.ts';

interface TransferLine {
  readonly symbol: string;
  readonly quantity: Decimal;
}

/** Shares that went from one own account to another, with what they had cost. */
export interface ShareTransfer {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly market: string;
  readonly lines: readonly TransferLine[];
  readonly timeMs: number;
}

/** Costs move with the shares, so that both accounts together stay what they were. @throws RangeError */
export function transferShares(from: AccountState, to: AccountState, transfer: ShareTransfer): void {
  for (const { symbol, quantity } of transfer.lines) {
    const held = from.positions[symbol];
    const left = held === undefined ? null : subtract(held.quantity, quantity);
    if (held === undefined || left === null || isNegative(left)) {
      throw new RangeError(`less than ${quantity} of ${symbol} is held`);
    }
    const isAll = isZero(left);
    const cost = isAll
      ? held.costTotal
      : divide(multiply(held.costTotal, quantity), held.quantity, CENT_PLACES);
    if (isAll) delete from.positions[symbol];
    else from.positions[symbol] = { ...held, quantity: left, costTotal: subtract(held.costTotal, cost) };
    const had = to.positions[symbol];
    to.positions[symbol] = {
      symbol,
      quantity: add(had?.quantity ?? ZERO, quantity),
      costTotal: add(had?.costTotal ?? ZERO, cost),
      realised: had?.realised ?? ZERO,
      updatedAtMs: transfer.timeMs,
    };
  }
}
