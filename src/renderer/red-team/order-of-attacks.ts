import type { AttackOutcome, AttackResult } from '../../shared/domain/red-team.ts';

const WEIGHT: Readonly<Record<AttackOutcome, number>> = { got_through: 0, failed: 1, stopped: 2 };

/** What got through is read first; among equals, the order in which they were run. */
export function worstFirst(results: readonly AttackResult[]): AttackResult[] {
  return [...results].sort((left, right) => WEIGHT[left.outcome] - WEIGHT[right.outcome]);
}
