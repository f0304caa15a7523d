import type { ProposalState } from './proposal.ts';

/** What can happen to a proposal. */
export const PROPOSAL_EVENTS = [
  /** A control forbids it. */
  'block',
  /** A person's decision is asked for. */
  'offer',
  'approve',
  /** An unexpired grant of the user covers it, and no control asks for a look. */
  'grant',
  'decline',
  'expire',
  /** The client that made it takes it back. */
  'withdraw',
  /** The user edited it: another proposal takes its place. */
  'supersede',
  /** Approved, but not sendable as it was approved: a person must look again. */
  'review',
  /** Approved and checked again: the order desk takes it. */
  'submit',
  /** A cancel needs no approval. No order to place can take this way. */
  'submit_cancel',
  /** A change that only reduces the risk of an open order needs no approval (control 35). */
  'submit_reduction',
  /** The basket that it belongs to was approved by a person on a card that showed it. */
  'approve_leg',
] as const;
export type ProposalEvent = (typeof PROPOSAL_EVENTS)[number];

type Transitions<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>;

/**
 * The only way to `submitting` is `approved`, and to `approved` a person's decision on the card or a grant that the
 * person made before (for an order of a basket, on the basket's card); but for a cancel or a reduction. What needs review is for a person alone.
 */
const PROPOSAL_TRANSITIONS: Transitions<ProposalState, ProposalEvent> = {
  draft: {
    block: 'blocked',
    offer: 'awaiting_approval',
    submit_cancel: 'submitting',
    submit_reduction: 'submitting',
    // The order of a basket stays a draft while the basket waits, and shares its fate.
    approve_leg: 'approved',
    decline: 'declined',
    expire: 'expired',
    withdraw: 'withdrawn',
    supersede: 'superseded',
  },
  awaiting_approval: {
    approve: 'approved',
    grant: 'approved',
    decline: 'declined',
    expire: 'expired',
    withdraw: 'withdrawn',
    supersede: 'superseded',
  },
  needs_review: {
    approve: 'approved',
    decline: 'declined',
    expire: 'expired',
    withdraw: 'withdrawn',
    supersede: 'superseded',
  },
  approved: { submit: 'submitting', review: 'needs_review' },
  submitting: {},
  blocked: {},
  declined: {},
  expired: {},
  withdrawn: {},
  superseded: {},
};

/** null: the event is not possible in this state, and nothing must be done. */
export function nextProposalState(state: ProposalState, event: ProposalEvent): ProposalState | null {
  return PROPOSAL_TRANSITIONS[state][event] ?? null;
}
