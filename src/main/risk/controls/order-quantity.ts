import { largestRatio } from '../../../shared/domain/combination.ts';
import { compare, multiply } from '../../../shared/domain/decimal.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/** Control 8: the number of shares, or of an option's contracts, against typing errors. */
export function orderQuantity({ order, settings }: ControlFacts): Judgement {
  // Of a combination the contracts of its largest leg.
  const quantity = order.legs === null ? order.quantity : multiply(order.quantity, largestRatio(order.legs));
  const isOption = order.securityType === 'OPT' || order.legs !== null;
  const max = isOption ? settings.contractQuantityMax : settings.orderQuantityMax;
  const units = isOption ? 'contracts' : 'shares';
  if (compare(quantity, max) > 0) {
    return judge('block', `${quantity} ${units} are above the limit for one order.`, {
      value: quantity,
      limit: max,
    });
  }
  const measured = { value: quantity, limit: isOption ? max : settings.orderQuantityWarn };
  return !isOption && compare(quantity, settings.orderQuantityWarn) > 0
    ? judge('warning', `${quantity} shares are an unusually large order.`, measured)
    : judge('pass', 'A usual quantity.', measured);
}
