import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/** Control 3: no order without a person's decision. Used when an order is about to be sent. */
export function approvalRequired({ approval }: ControlFacts): Judgement {
  return approval === null
    ? judge('block', 'Nobody has approved this order.')
    : judge('pass', 'A person approved it in the window.', {
        value: new Date(approval.decidedAtMs).toISOString(),
      });
}
