import type { DecisionFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

const SHOWN_CHARACTERS = 12;

/** Control 5: what is sent is what was approved, once. */
export function sealedApproval({ approval }: { readonly approval: DecisionFacts | null }): Judgement {
  if (approval === null) return judge('block', 'There is no sealed approval.');
  const measured = {
    value: approval.sealNow.slice(0, SHOWN_CHARACTERS),
    limit: approval.sealApproved.slice(0, SHOWN_CHARACTERS),
  };
  if (approval.isUsed)
    return judge('block', 'This approval has been used; an approval sends one order.', measured);
  return approval.sealNow === approval.sealApproved
    ? judge('pass', 'It is what was approved.', measured)
    : judge(
        'block',
        'It is not what was approved: order, account, figures or limits have changed.',
        measured,
      );
}
