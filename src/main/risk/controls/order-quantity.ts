import { compare } from '../../../shared/domain/decimal.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/** Control 8: the number of shares, or of an option's contracts, against typing errors. */
export function orderQuantity({ order, settings }: ControlFacts): Judgement {
  const { quantity } = order;
  const isOption = order.securityType === 'OPT';
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
