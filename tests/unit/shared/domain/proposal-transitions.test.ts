import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposalStateSchema } from '../../../../src/shared/domain/proposal.ts';
import {
  nextProposalState,
  PROPOSAL_EVENTS,
  type ProposalEvent,
} from '../../../../src/shared/domain/proposal-transitions.ts';

const STATES = proposalStateSchema.options;

/** Written out a second time on purpose: every pair that is not here must be refused. */
const LEGAL = new Map([
  ['draft block', 'blocked'],
  ['draft offer', 'awaiting_approval'],
  ['draft submit_cancel', 'submitting'],
  ['draft submit_reduction', 'submitting'],
  // Of an order that belongs to a basket.
  ['draft approve_leg', 'approved'],
  ['draft decline', 'declined'],
  ['draft expire', 'expired'],
  ['draft withdraw', 'withdrawn'],
  ['draft supersede', 'superseded'],
  ['awaiting_approval approve', 'approved'],
  ['awaiting_approval grant', 'approved'],
  ['awaiting_approval decline', 'declined'],
  ['awaiting_approval expire', 'expired'],
  ['awaiting_approval withdraw', 'withdrawn'],
  ['awaiting_approval supersede', 'superseded'],
  ['needs_review approve', 'approved'],
  ['needs_review decline', 'declined'],
  ['needs_review expire', 'expired'],
  ['needs_review withdraw', 'withdrawn'],
  ['needs_review supersede', 'superseded'],
  ['approved submit', 'submitting'],
  ['approved review', 'needs_review'],
]);

describe('proposal transitions', () => {
  const pairs = STATES.flatMap((state) => PROPOSAL_EVENTS.map((event) => ({ state, event })));

  it.each(pairs)('$state on $event', ({ state, event }) => {
    expect(nextProposalState(state, event)).toBe(LEGAL.get(`${state} ${event}`) ?? null);
  });

  it('never reaches `submitting` without an approval or a grant after the last offer, or an approval after a review', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PROPOSAL_EVENTS), { maxLength: 30 }), (events) => {
        let state = nextProposalState('draft', 'offer')!;
        let lastTaken: ProposalEvent = 'offer';
        let wasReviewed = false;
        for (const event of events) {
          const next = nextProposalState(state, event);
          if (next === null) continue;
          if (event === 'review') wasReviewed = true;
          if (next === 'submitting') {
            expect(event).toBe('submit');
            expect(wasReviewed ? ['approve'] : ['approve', 'grant']).toContain(lastTaken);
          }
          state = next;
          lastTaken = event;
        }
      }),
    );
  });

  it('leaves an ended proposal alone', () => {
    for (const state of [
      'blocked',
      'declined',
      'expired',
      'withdrawn',
      'superseded',
      'submitting',
    ] as const) {
      expect(PROPOSAL_EVENTS.filter((event) => nextProposalState(state, event) !== null)).toEqual([]);
    }
  });
});
