import { findContract } from './future-contract.ts';
import type { PricedInstrument } from './instrument.ts';
import { OptionInstrument } from './option-instrument.ts';

/** True once an option has expired or a future's last trading day is over. */
export function hasEnded(instrument: PricedInstrument, nowMs: number): boolean {
  if (instrument instanceof OptionInstrument) return nowMs >= instrument.expiresMs;
  if (instrument.listing.secType !== 'FUT') return false;
  const contract = findContract(instrument.listing.symbol);
  return contract !== null && instrument.schedule.zone.dayNumber(nowMs) > contract.lastTradingDay;
}
