import { isWaiting, type Proposal } from '../../shared/domain/proposal.ts';
import { type Read, useRead } from '../app-context.tsx';

/** As many as the app lets wait: the list gives the newest, and the oldest is the one to look at next. */
const WAITING_MAX = 100;

/** Oldest first: the one that expires next is the one to look at next. */
export function waitingInOrder(proposals: readonly Proposal[]): readonly Proposal[] {
  return proposals
    .filter((proposal) => isWaiting(proposal.status) && proposal.status !== 'draft')
    .sort((left, right) => left.createdAtMs - right.createdAtMs);
}

export function useWaitingProposals(): Read<Proposal[]> {
  return useRead('proposals.list', { isWaitingOnly: true, limit: WAITING_MAX });
}
