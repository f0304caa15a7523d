import type { ControlId, ControlResult } from '../../shared/domain/control.ts';
import type { ControlFacts } from './control-facts.ts';
import { isReduceOnly } from './pending-orders.ts';

/**
 * What bounds how much risk is taken, and by whom: none of it may keep the user from closing what they hold (rule 7).
 * Everything that keeps an order from being wrong stays: market state, quote, collar, drift, lock, duplicates, live switch.
 */
const NOT_FOR_CLOSING: ReadonlySet<ControlId> = new Set<ControlId>([
  'client_access',
  'order_notional',
  'order_quantity',
  'order_rate',
  'daily_notional',
  'daily_loss',
  'symbol_position',
  'gross_exposure',
  'symbol_lists',
  'kinds_enabled',
  'trading_session',
]);

/** Whether it is an order of the kill switch's level 3 that can only make a position smaller. */
export function isClosing(facts: ControlFacts): boolean {
  return facts.isFlattening && isReduceOnly(facts);
}

/** A limit that would have forbidden it is shown as what it would have been, for the user to acknowledge. */
export function exemptForClosing(facts: ControlFacts, result: ControlResult): ControlResult {
  if (result.level !== 'block' || !NOT_FOR_CLOSING.has(result.control) || !isClosing(facts)) return result;
  return { ...result, level: 'warning', text: `Closing a position passes this limit: ${result.text}` };
}
