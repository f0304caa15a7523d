import type { DecisionFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/**
 * Control 3: no order without a person's decision: the one on its card, or a grant made before that still covers it.
 * Used when an order is about to be sent.
 */
export function approvalRequired({ approval }: { readonly approval: DecisionFacts | null }): Judgement {
  if (approval === null) return judge('block', 'Nobody has approved this order.');
  const measured = { value: new Date(approval.decidedAtMs).toISOString() };
  if (approval.grant === null) return judge('pass', 'A person approved it in the window.', measured);
  const { obstacle } = approval.grant;
  return obstacle === null
    ? judge('pass', 'A grant that the user made covers it.', measured)
    : judge('block', obstacle, measured);
}
