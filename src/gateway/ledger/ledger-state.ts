import type { Decimal } from '../../shared/domain/decimal.ts';
import type { Currency } from '../market/listings.ts';
import type { OrderState } from '../matching/order-state.ts';
import { type CashMovement, emptyFutures, type FuturesLedger } from './cash-movement.ts';
import type { OptionExercise } from './option-exercise.ts';
import type { ShareTransfer } from './share-transfer.ts';

/** Everything that must survive a restart, as plain JSON: ids and amounts are text. */
export interface LedgerState {
  /** Number of the last event contained. */
  sequence: number;
  /** Next global id, decimal text. */
  nextId: string;
  readonly accounts: Record<string, AccountState>;
  /** By global id, in order of creation. */
  readonly orders: Record<string, OrderState>;
  readonly executions: Execution[];
  readonly movements: CashMovement[];
  readonly exercises: OptionExercise[];
  readonly shareTransfers: ShareTransfer[];
}

export interface AccountState {
  readonly account: string;
  readonly tigerId: string;
  readonly capability: 'RegTMargin';
  readonly accountType: 'PAPER' | 'STANDARD' | 'GLOBAL';
  readonly openedAtMs: number;
  readonly initialCash: Readonly<Record<Currency, Decimal>>;
  readonly cash: Record<Currency, Decimal>;
  /** Fees paid ever, for reconciliation. */
  readonly fees: Record<Currency, Decimal>;
  readonly realised: Record<Currency, Decimal>;
  readonly futures: FuturesLedger;
  readonly positions: Record<string, PositionState>;
  /** Next account-level order number. */
  nextOrderNumber: number;
}

export interface PositionState {
  readonly symbol: string;
  /** Negative when short. */
  readonly quantity: Decimal;
  /**
   * Money put into what is held now, fees included, to the cent; negative for a short position (money received).
   * The average cost is this divided by the quantity, so no rounding is ever carried forward.
   */
  readonly costTotal: Decimal;
  readonly realised: Decimal;
  readonly updatedAtMs: number;
}

export interface Execution {
  readonly id: string;
  readonly orderId: string;
  readonly account: string;
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: Decimal;
  readonly price: Decimal;
  /** Quantity times price, to the cent. */
  readonly amount: Decimal;
  /** Fees that this part added to the order. */
  readonly fees: Decimal;
  readonly timeMs: number;
}

/**
 * Ids look like the vendor's: 64 bit, about 4×10^16, where doubles are 8 apart, so a reader that goes through a
 * double confuses neighbours at once.
 */
const FIRST_ID = '40139406481165313';

export function emptyLedger(): LedgerState {
  return {
    sequence: 0,
    nextId: FIRST_ID,
    accounts: {},
    orders: {},
    executions: [],
    movements: [],
    exercises: [],
    shareTransfers: [],
  };
}

/** Accounts and ledgers of older folders lack what was added since. */
export function completeAccount(account: AccountState): AccountState {
  return { ...account, futures: account.futures ?? emptyFutures() };
}

export function completeLedger(stored: LedgerState): LedgerState {
  const accounts = Object.entries(stored.accounts).map(([id, account]) => [id, completeAccount(account)]);
  return { ...emptyLedger(), ...stored, accounts: Object.fromEntries(accounts) };
}
