import type { ControlFacts, DecisionFacts } from '../control-facts.ts';
import { type Judgement, judge, seconds } from '../judgement.ts';

/** Control 4: a proposal waits so long and no longer; expiry denies. */
export function approvalTimeToLive({
  approval,
  createdAtMs,
  expiresAtMs,
  nowMs,
}: Pick<ControlFacts, 'createdAtMs' | 'expiresAtMs' | 'nowMs'> & {
  readonly approval: DecisionFacts | null;
}): Judgement {
  const decidedAtMs = approval?.decidedAtMs ?? nowMs;
  const endsAtMs = approval?.expiresAtMs ?? expiresAtMs;
  const measured = { value: seconds(decidedAtMs - createdAtMs), limit: seconds(endsAtMs - createdAtMs) };
  return decidedAtMs < endsAtMs
    ? judge('pass', 'Within the time for a decision.', measured)
    : judge(
        'block',
        'The time for a decision is over. Propose the order again if it is still wanted.',
        measured,
      );
}
