import { compare } from '../../../shared/domain/decimal.ts';
import { worthAt } from '../combination-loss.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { notionalCap } from '../notional-cap.ts';
import { worstPrice } from '../order-price.ts';

/** Control 7: the value of one order, at its worst price, against the cap of its currency. */
export function orderNotional(facts: ControlFacts): Judgement {
  const { order, contract, quote, settings } = facts;
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  const cap = notionalCap(facts, order.currency);
  if (price === null) {
    return judge('block', `The order's value is not known: ${absenceText(facts, 'quote')}.`);
  }
  const notional = worthAt(order, contract, price);
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
