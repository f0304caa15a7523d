import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/** Control 21: the user's own lists. They hold for closing orders, too: what is listed is left alone by programs. */
export function symbolLists({ order, settings }: ControlFacts): Judgement {
  const { symbolsAllowed, symbolsDenied } = settings;
  const measured = { value: order.symbol };
  if (symbolsDenied.includes(order.symbol)) {
    return judge('block', `${order.symbol} is on the list of symbols that are never traded.`, measured);
  }
  if (symbolsAllowed.length === 0) return judge('pass', 'Every symbol is allowed.', measured);
  return symbolsAllowed.includes(order.symbol)
    ? judge('pass', `${order.symbol} is on the list of allowed symbols.`, measured)
    : judge('block', `${order.symbol} is not on the list of allowed symbols.`, measured);
}
