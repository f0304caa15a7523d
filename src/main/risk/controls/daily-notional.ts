import { add, compare, multiply } from '../../../shared/domain/decimal.ts';
import { worthAt } from '../combination-loss.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { notionalCap } from '../notional-cap.ts';
import { worstPrice } from '../order-price.ts';
import { isReduceOnly, REDUCE_ONLY_TEXT } from '../pending-orders.ts';

/** Control 16: the worth of all orders of a day in the order's currency, against an order that is split into many. */
export function dailyNotional(facts: ControlFacts): Judgement {
  const { order, contract, quote, settings, activity } = facts;
  if (isReduceOnly(facts)) return judge('pass', REDUCE_ONLY_TEXT);
  const cap = notionalCap(facts, order.currency);
  if (cap === null)
    return judge(
      'block',
      `There is no limit for orders in ${order.currency}, and no rate to US dollars to judge them by.`,
    );
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  if (price === null)
    return judge('block', `The order's value is not known: ${absenceText(facts, 'quote')}.`);
  const total = add(activity.notionalToday, worthAt(order, contract, price));
  const limit = multiply(cap, settings.dailyNotionalTimes);
  const measured = { value: `${total} ${order.currency}`, limit: `${limit} ${order.currency}` };
  return compare(total, limit) > 0
    ? judge('block', `With it the orders of today are worth up to ${total} ${order.currency}.`, measured)
    : judge('pass', 'Within the value that the orders of a day may have.', measured);
}
