import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/**
 * Control 21: the user's own lists. They hold for closing orders, too: what is listed is left alone by programs. A share
 * that is listed stands for its options.
 */
export function symbolLists({ order, contract, settings }: ControlFacts): Judgement {
  const { symbolsAllowed, symbolsDenied } = settings;
  const legs = (order.legs ?? []).map(({ symbol }) => symbol);
  const names = [order.symbol, ...legs, ...(contract.underlying === null ? [] : [contract.underlying])];
  const measured = { value: order.symbol };
  const denied = names.find((name) => symbolsDenied.includes(name));
  if (denied !== undefined)
    return judge('block', `${denied} is on the list of symbols that are never traded.`, measured);
  if (symbolsAllowed.length === 0) return judge('pass', 'Every symbol is allowed.', measured);
  const allowed = names.find((name) => symbolsAllowed.includes(name));
  return allowed === undefined
    ? judge('block', `${order.symbol} is not on the list of allowed symbols.`, measured)
    : judge('pass', `${allowed} is on the list of allowed symbols.`, measured);
}
