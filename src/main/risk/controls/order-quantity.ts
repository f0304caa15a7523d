import { compare } from '../../../shared/domain/decimal.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/** Control 8: the number of shares, against typing errors. */
export function orderQuantity({ order, settings }: ControlFacts): Judgement {
  const { orderQuantityWarn, orderQuantityMax } = settings;
  if (compare(order.quantity, orderQuantityMax) > 0) {
    const measured = { value: order.quantity, limit: orderQuantityMax };
    return judge('block', `${order.quantity} shares are above the limit for one order.`, measured);
  }
  const measured = { value: order.quantity, limit: orderQuantityWarn };
  return compare(order.quantity, orderQuantityWarn) > 0
    ? judge('warning', `${order.quantity} shares are an unusually large order.`, measured)
    : judge('pass', 'A usual quantity.', measured);
}
