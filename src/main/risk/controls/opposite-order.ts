import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/**
 * Control 34: two own accounts must not trade with each other. Only accounts of the same kind (demo, paper, live) can
 * meet in a market. One that cannot be asked is a DANGER and not a block, because one account that is out of order would
 * otherwise stop all others.
 */
export function oppositeOrder({ order, otherAccounts }: ControlFacts): Judgement {
  const opposite = otherAccounts.orders.find(({ side }) => side !== order.side);
  if (opposite !== undefined) {
    const { side, accountAlias } = opposite;
    const quantity = opposite.quantity ?? 'an amount of';
    return judge(
      'block',
      `Your account ${accountAlias} has ${side} ${quantity} ${instrumentWords(order)} open: you would trade with yourself.`,
      { value: `${side} ${quantity} on ${accountAlias}` },
    );
  }
  const { unread } = otherAccounts;
  return unread.length > 0
    ? judge('danger', `Whether ${unread.join(', ')} has an opposite order open is not known.`)
    : judge('pass', 'No other account of yours has an opposite order open.');
}
