import { absolute, compare } from '../../../shared/domain/decimal.ts';
import { worthAt } from '../combination-loss.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { notionalCap } from '../notional-cap.ts';
import { notionalAt, worstPrice } from '../order-price.ts';
import { isReduceOnly } from '../pending-orders.ts';

/** Control 7: the value of one order, at its worst price, against the cap of its currency. */
export function orderNotional(facts: ControlFacts): Judgement {
  const { order, contract, quote, settings } = facts;
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  const cap = notionalCap(facts, order.currency);
  if (price === null) {
    return judge('block', `The order's value is not known: ${absenceText(facts, 'quote')}.`);
  }
  // A combination that closes what is held risks nothing more, so its price counts and no loss.
  const isClosing = order.legs !== null && isReduceOnly(facts);
  const notional = isClosing ? absolute(notionalAt(order, contract, price)) : worthAt(order, contract, price);
  const value = `${notional} ${order.currency}`;
  if (cap === null) {
    return judge(
      'block',
      `There is no limit for orders in ${order.currency}, and no rate to US dollars to judge them by.`,
      {
        value,
      },
    );
  }
  const measured = { value, limit: `${cap} ${order.currency}` };
  return compare(notional, cap) > 0
    ? judge('block', `The order is worth up to ${value}, above the limit for one order.`, measured)
    : judge('pass', 'Within the limit for one order.', measured);
}
