import { type Decimal, decimal, divide, isZero } from '../../shared/domain/decimal.ts';
import type { Currency } from '../../shared/domain/instrument.ts';
import { CAP_OF_OTHERS, orderNotionalMaxFor } from '../../shared/domain/risk-settings.ts';
import type { ControlFacts } from './control-facts.ts';
import { inBaseCurrency } from './money-in-base.ts';

/** A cap is never more exact than the smallest unit of a currency; what is cut off makes it smaller. */
const CAP_PLACES = 2;
const ONE = decimal(1);

/**
 * Control 7: the most that one order may be worth, in its own currency. A currency without a cap of its own has that of
 * US dollars at the account's rates. null: there is none, or no rate, and the controls that need it block.
 */
export function notionalCap(
  { settings, assets }: Pick<ControlFacts, 'settings' | 'assets'>,
  currency: Currency,
): Decimal | null {
  const own = orderNotionalMaxFor(settings, currency);
  const others = orderNotionalMaxFor(settings, CAP_OF_OTHERS);
  if (own !== null || others === null || assets === null) return own;
  const inBase = inBaseCurrency(others, CAP_OF_OTHERS, assets);
  const ofOne = rateToBase(currency, assets);
  return inBase === null || ofOne === null ? null : divide(inBase, ofOne, CAP_PLACES, 'down');
}

function rateToBase(currency: Currency, assets: NonNullable<ControlFacts['assets']>): Decimal | null {
  const one = inBaseCurrency(ONE, currency, assets);
  return one === null || isZero(one) ? null : one;
}
