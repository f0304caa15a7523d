import { WAITING_PER_CLIENT_MAX } from '../../../shared/domain/proposal.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/**
 * Control 15: a client cannot bury the user in cards. One too many is refused before any control runs; this row shows
 * how near it is, and holds even if that refusal failed.
 */
export function waitingApprovals({
  activity,
}: {
  readonly activity: Pick<ControlFacts['activity'], 'waitingOfClient'>;
}): Judgement {
  const { waitingOfClient } = activity;
  const measured = { value: `${waitingOfClient} others`, limit: `${WAITING_PER_CLIENT_MAX} in all` };
  return waitingOfClient >= WAITING_PER_CLIENT_MAX
    ? judge('block', `${waitingOfClient} other proposals of this client wait already.`, measured)
    : judge('pass', 'The client does not crowd the queue.', measured);
}
