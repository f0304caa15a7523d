import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/** Control 2: what the user lets AI clients do with this account. */
export function clientAccess({ account }: Pick<ControlFacts, 'account'>): Judgement {
  const measured = { value: account.clientAccess, limit: 'propose' };
  return account.clientAccess === 'propose'
    ? judge('pass', 'AI clients may propose orders on this account.', measured)
    : judge(
        'block',
        'AI clients may not propose orders on this account. The user can allow it in Accounts.',
        measured,
      );
}
