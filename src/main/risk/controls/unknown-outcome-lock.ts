import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/** Control 13: while it is not known what became of an order, its symbol takes no other one on that account. */
export function unknownOutcomeLock({ lockedByProposalId, order }: ControlFacts): Judgement {
  return lockedByProposalId === null
    ? judge('pass', 'No order on this symbol has an unknown outcome.')
    : judge(
        'block',
        `What became of another order on ${instrumentWords(order)} is not known yet; the app is asking the broker. Do not retry before that is settled.`,
        { value: lockedByProposalId },
      );
}
