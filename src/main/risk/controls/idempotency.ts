import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/** Control 12: one proposal, one order. A client's repeated key is answered before any control runs. */
export function idempotency({ requestId, approval }: ControlFacts): Judgement {
  const measured = { value: requestId };
  if (approval?.isUsed === true) {
    return judge(
      'block',
      'An order is already recorded for this proposal; it is never sent twice.',
      measured,
    );
  }
  return requestId === null
    ? judge('pass', 'No request id: a repeat of the call would be a new proposal.')
    : judge('pass', 'A repeat with the same request id returns this proposal.', measured);
}
