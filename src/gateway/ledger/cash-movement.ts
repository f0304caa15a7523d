import { add, type Decimal, subtract, ZERO } from '../../shared/domain/decimal.ts';
import type { Currency } from '../market/listings.ts';
import type { AccountState } from './ledger-state.ts';

/** Securities and commodities (wire contract, "Segment type"). */
export type Segment = 'SEC' | 'FUT';

/** Money that changed its place inside one account; both sides are to the cent. */
export interface CashMovement {
  readonly id: string;
  readonly account: string;
  readonly kind: 'segment' | 'forex';
  readonly fromSegment: Segment;
  readonly toSegment: Segment;
  readonly fromCurrency: Currency;
  readonly toCurrency: Currency;
  readonly fromAmount: Decimal;
  readonly toAmount: Decimal;
  readonly timeMs: number;
  /** Of an exchange, which is an order too; absent in ledgers of earlier versions. */
  readonly orderNumber?: number;
  readonly externalId?: string;
}

/** What the commodities segment holds; profits of futures are booked as they are closed. */
export interface FuturesLedger {
  readonly cash: Record<Currency, Decimal>;
  readonly realised: Record<Currency, Decimal>;
}

export function emptyFutures(): FuturesLedger {
  return { cash: { USD: ZERO, HKD: ZERO }, realised: { USD: ZERO, HKD: ZERO } };
}

export function cashOf(account: AccountState, segment: Segment): Record<Currency, Decimal> {
  return segment === 'SEC' ? account.cash : account.futures.cash;
}

export function moveCash(account: AccountState, movement: CashMovement): void {
  const from = cashOf(account, movement.fromSegment);
  from[movement.fromCurrency] = subtract(from[movement.fromCurrency], movement.fromAmount);
  const to = cashOf(account, movement.toSegment);
  to[movement.toCurrency] = add(to[movement.toCurrency], movement.toAmount);
}
