import { absolute, decimal, isNegative, multiply, ZERO } from '../../shared/domain/decimal.ts';
import type { AccountState, PositionState } from '../ledger/ledger-state.ts';
import { toCents } from '../ledger/money.ts';
import { hasEnded } from '../market/contract-end.ts';
import type { PricedInstrument } from '../market/instrument.ts';
import { OptionInstrument } from '../market/option-instrument.ts';
import { E4_PER_UNIT, e4ToDecimal } from '../market/price-e4.ts';
import type { SimulatedMarket } from '../market/simulated-market.ts';
import type { LedgerStore } from '../store/ledger-store.ts';

/**
 * Carries out exercises that are due, then closes positions whose contract has ended in cash: options at what they
 * are worth inside the money, futures at their last price. The simulator delivers nothing at expiry.
 */
export function settleDuePositions(store: LedgerStore, market: SimulatedMarket, nowMs: number): void {
  for (const { id, status, dueMs, account, symbol, quantity } of store.state.exercises) {
    if (status !== 'New' || nowMs < dueMs) continue;
    const held = store.state.accounts[account]?.positions[symbol]?.quantity ?? ZERO;
    // Sold in the meantime: there is nothing left to exercise.
    const isHeld = Number(held) >= Number(quantity);
    store.apply({ kind: 'exercise_ended', id, status: isHeld ? 'Done' : 'Cancelled' });
  }
  for (const account of Object.values(store.state.accounts)) {
    for (const position of Object.values(account.positions)) {
      const instrument = market.instrument(position.symbol);
      if (instrument === null || instrument.listing.secType === 'STK' || !hasEnded(instrument, nowMs))
        continue;
      settle(store, account, position, instrument, nowMs);
    }
  }
}

function settle(
  store: LedgerStore,
  account: AccountState,
  position: PositionState,
  instrument: PricedInstrument,
  timeMs: number,
): void {
  const price = e4ToDecimal(settlementE4(instrument, timeMs));
  const quantity = absolute(position.quantity);
  store.apply({
    kind: 'position_settled',
    execution: {
      id: store.nextId(),
      orderId: '0',
      account: account.account,
      symbol: position.symbol,
      side: isNegative(position.quantity) ? 'BUY' : 'SELL',
      quantity,
      price,
      amount: toCents(multiply(multiply(quantity, price), decimal(instrument.listing.multiplier))),
      fees: ZERO,
      timeMs,
    },
  });
}

function settlementE4(instrument: PricedInstrument, timeMs: number): number {
  if (!(instrument instanceof OptionInstrument)) return instrument.priceE4(instrument.moment(timeMs));
  const { terms, underlying, expiresMs } = instrument;
  const shareE4 = underlying.priceE4(underlying.moment(expiresMs));
  const strikeE4 = Math.round(Number(terms.strike) * E4_PER_UNIT);
  return Math.max(0, terms.right === 'CALL' ? shareE4 - strikeE4 : strikeE4 - shareE4);
}
