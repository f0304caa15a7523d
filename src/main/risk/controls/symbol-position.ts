import {
  absolute,
  add,
  compare,
  type Decimal,
  isNegative,
  maximum,
  multiply,
  subtract,
} from '../../../shared/domain/decimal.ts';
import { ONE_SHARE } from '../../../shared/domain/instrument.ts';
import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import { parseOptionIdentifier } from '../../../shared/domain/option-identifier.ts';
import { worthAt } from '../combination-loss.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { inBaseCurrency } from '../money-in-base.ts';
import { heldQuantity } from '../order-intent.ts';
import { worstPrice } from '../order-price.ts';
import { isReduceOnly, pendingQuantity, REDUCE_ONLY_TEXT } from '../pending-orders.ts';

/** Control 18: what the symbol would be worth in the account if this order and all open ones on its side filled. */
export function symbolPosition(facts: ControlFacts): Judgement {
  const { order, quote, assets, positions, settings } = facts;
  if (isReduceOnly(facts)) return judge('pass', REDUCE_ONLY_TEXT);
  const held = heldQuantity(order, positions);
  const pending = pendingQuantity(facts, order.side);
  if (held === null) return judge('block', `Positions are not known: ${absenceText(facts, 'positions')}.`);
  if (pending === null)
    return judge('block', `Open orders are not known: ${absenceText(facts, 'openOrders')}.`);
  if (assets === null || assets.netLiquidation === null)
    return judge('block', `The account's net liquidation is not known: ${absenceText(facts, 'assets')}.`);
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  if (price === null) return judge('block', `There is no price: ${absenceText(facts, 'quote')}.`);
  const moved = add(pending, order.quantity);
  const after = order.side === 'BUY' ? add(held, moved) : subtract(held, moved);
  const worth = inBaseCurrency(
    multiply(absolute(after), unitWorth(facts, price, isNegative(after))),
    order.currency,
    assets,
  );
  if (worth === null)
    return judge('block', `There is no exchange rate from ${order.currency} to ${assets.currency}.`);
  const limit = multiply(assets.netLiquidation, settings.symbolPositionMax);
  const measured = { value: `${worth} ${assets.currency}`, limit: `${limit} ${assets.currency}` };
  return compare(worth, limit) > 0
    ? judge(
        'block',
        `The position in ${instrumentWords(order)}, open orders counted, would be too large.`,
        measured,
      )
    : judge('pass', 'The position stays within its limit.', measured);
}

/** Of one share or contract. A put that is written is as much as the shares that it can make its writer buy. */
function unitWorth({ order, contract }: ControlFacts, price: Decimal, isShort: boolean): Decimal {
  const option = isShort ? parseOptionIdentifier(order.symbol) : null;
  const perShare = option?.right === 'put' ? maximum(option.strike, price) : price;
  return worthAt({ ...order, quantity: ONE_SHARE }, contract, perShare);
}
