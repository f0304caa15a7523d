import { absolute, add, compare, type Decimal, multiply, sum } from '../../../shared/domain/decimal.ts';
import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { inBaseCurrency } from '../money-in-base.ts';
import { addedExposure, isReduceOnly, REDUCE_ONLY_TEXT } from '../pending-orders.ts';

/**
 * Control 19: long and short positions added up, with what open orders and this one would add. Open orders made
 * elsewhere can have no price that is known here (at the market, options): then it is a DANGER, not a block, because
 * one such order would shut out every other; what is known must be within the limit all the same.
 */
export function grossExposure(facts: ControlFacts): Judgement {
  const { assets, settings, openOrders, areAllOpenOrdersKnown, order } = facts;
  if (isReduceOnly(facts)) return judge('pass', REDUCE_ONLY_TEXT);
  if (assets === null || assets.netLiquidation === null)
    return judge('block', `The account's net liquidation is not known: ${absenceText(facts, 'assets')}.`);
  if (openOrders === null || !areAllOpenOrdersKnown)
    return judge('block', `Not all open orders are known: ${absenceText(facts, 'openOrders')}.`);
  const held = heldExposure(facts);
  if (held === null) return judge('block', `Positions are not known: ${absenceText(facts, 'positions')}.`);
  const added = addedExposure(facts, (amount, currency) => inBaseCurrency(amount, currency, assets));
  if (added.unpriced.includes(order.symbol))
    return judge('block', `What the orders on ${instrumentWords(order)} add cannot be valued.`);
  const total = add(held, added.amount);
  const limit = multiply(assets.netLiquidation, settings.grossExposureMax);
  const measured = { value: `${total} ${assets.currency}`, limit: `${limit} ${assets.currency}` };
  if (compare(total, limit) > 0)
    return judge('block', 'All positions and open orders together would be too large.', measured);
  return added.unpriced.length > 0
    ? judge('danger', `Open orders on ${added.unpriced.join(', ')} have no known value.`, measured)
    : judge('pass', 'The exposure stays within its limit.', measured);
}

/** With all open orders and the judged one; null: one of them cannot be valued. */
export function exposureAfter(facts: ControlFacts): Decimal | null {
  const { assets } = facts;
  const held = heldExposure(facts);
  if (assets === null || held === null || facts.openOrders === null) return null;
  const added = addedExposure(facts, (amount, currency) => inBaseCurrency(amount, currency, assets));
  return added.unpriced.length > 0 ? null : add(held, added.amount);
}

/** What the positions are worth now, long and short ones added up. null: not known. */
export function heldExposure({ assets, positions }: ControlFacts): Decimal | null {
  if (assets === null) return null;
  if (assets.grossPositionValue !== null) return assets.grossPositionValue;
  if (positions === null) return null;
  const worths = positions.map(({ marketValue, currency }) =>
    marketValue === null || currency === null
      ? null
      : inBaseCurrency(absolute(marketValue), currency, assets),
  );
  const known = worths.filter((worth) => worth !== null);
  return known.length === worths.length ? sum(known) : null;
}
