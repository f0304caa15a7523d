import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import { instrumentName } from '../../../shared/domain/option-identifier.ts';
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
  const measured = { value: instrumentWords(order) };
  // What is on the list may be one of its options or its share.
  const nameOf = (symbol: string) =>
    symbol === order.symbol ? instrumentWords(order) : instrumentName(symbol);
  const denied = names.find((name) => symbolsDenied.includes(name));
  if (denied !== undefined)
    return judge('block', `${nameOf(denied)} is on the list of symbols that are never traded.`, measured);
  if (symbolsAllowed.length === 0) return judge('pass', 'Every symbol is allowed.', measured);
  const allowed = names.find((name) => symbolsAllowed.includes(name));
  return allowed === undefined
    ? judge('block', `${instrumentWords(order)} is not on the list of allowed symbols.`, measured)
    : judge('pass', `${nameOf(allowed)} is on the list of allowed symbols.`, measured);
}
