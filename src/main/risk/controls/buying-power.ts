import { add, compare, isNegative } from '../../../shared/domain/decimal.ts';
import type { OrderPreview } from '../../../shared/domain/order.ts';
import { worthAt } from '../combination-loss.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { feesInBase, inBaseCurrency } from '../money-in-base.ts';
import { heldQuantity, isReducing, orderIntent } from '../order-intent.ts';
import { worstPrice } from '../order-price.ts';

/** Control 20: the account can carry the order, by the broker's preview and by its buying power. */
export function buyingPower(facts: ControlFacts): Judgement {
  const { order, preview, assets } = facts;
  if (preview === null)
    return judge('block', `The broker gave no preview: ${absenceText(facts, 'preview')}.`);
  const isReduction = isReducing(
    orderIntent(order.side, order.quantity, heldQuantity(order, facts.positions)),
  );
  if (preview.isPass === false) {
    if (isReduction && isNoLargerChange(facts)) return judge('danger', besideText(preview));
    return judge('block', `The broker would refuse it: ${preview.message ?? 'it gives no reason'}.`);
  }
  // Closing a position brings an account out of a deficit: rule 7.
  if (isReduction) return judge('pass', 'It reduces a position.');
  if (assets === null)
    return judge('block', `The account's assets are not known: ${absenceText(facts, 'assets')}.`);
  return deficit(preview) ?? againstBuyingPower(facts, preview);
}

/**
 * A preview knows nothing of changes: the shares that an open sale holds are gone for it, so it refuses the same sale with
 * another stop. Moving a protective stop must not be harder than setting one.
 */
function isNoLargerChange({ order, changes }: ControlFacts): boolean {
  return changes !== null && compare(order.quantity, changes.quantity) <= 0;
}

function besideText({ message }: OrderPreview): string {
  return `The broker's preview takes the change for a second order and would refuse that: ${message ?? 'it gives no reason'}.`;
}

function deficit(preview: OrderPreview): Judgement | null {
  const measures = [
    ['available funds', preview.availableAfter],
    ['excess liquidity', preview.excessLiquidityAfter],
  ] as const;
  const short = measures.find(([, amount]) => amount !== null && isNegative(amount));
  if (short !== undefined) {
    return judge('block', `After it the account would have a deficit: ${short[0]} ${short[1]}.`, {
      value: short[1],
      limit: '0',
    });
  }
  const isUnsaid = preview.isPass === null && measures.every(([, amount]) => amount === null);
  return isUnsaid
    ? judge('block', 'The preview does not say whether the account can carry the order.')
    : null;
}

function againstBuyingPower(facts: ControlFacts, preview: OrderPreview): Judgement {
  const { order, contract, quote, assets, settings } = facts;
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  if (price === null || assets === null) return judge('block', 'What the order costs is not known.');
  const cost = inBaseCurrency(worthAt(order, contract, price), order.currency, assets);
  if (cost === null)
    return judge('block', `There is no exchange rate from ${order.currency} to ${assets.currency}.`);
  if (assets.buyingPower === null) {
    return preview.isPass === true
      ? judge('pass', 'The broker would accept it; it states no buying power.')
      : judge('block', 'Neither buying power nor a clear preview is known.');
  }
  const total = add(cost, feesInBase(preview, order.currency, assets));
  const measured = {
    value: `${total} ${assets.currency}`,
    limit: `${assets.buyingPower} ${assets.currency}`,
  };
  return compare(total, assets.buyingPower) > 0
    ? judge('block', 'It costs more than the buying power.', measured)
    : judge('pass', 'Within the buying power.', measured);
}
