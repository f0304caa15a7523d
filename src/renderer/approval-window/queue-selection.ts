import type { ProposalId } from '../../shared/domain/proposal.ts';

/** Which proposal the approval window shows. An arrival never changes it: only the user does. */
export interface QueueSelection {
  readonly shownId: ProposalId | null;
}

export type QueueEvent =
  | { readonly type: 'waiting_listed'; readonly waitingIds: readonly ProposalId[] }
  /** The user clicked a row, or asked for this proposal in the tray, a notification or the main window. */
  | { readonly type: 'chosen'; readonly proposalId: ProposalId }
  /** An edit made a new proposal in the place of the shown one. */
  | { readonly type: 'superseded'; readonly proposalId: ProposalId }
  | { readonly type: 'next_wanted'; readonly waitingIds: readonly ProposalId[] }
  /** From closing positions, during which what was shown may have been decided. */
  | { readonly type: 'returned'; readonly waitingIds: readonly ProposalId[] };

export function queueReducer(state: QueueSelection, event: QueueEvent): QueueSelection {
  switch (event.type) {
    case 'waiting_listed':
      return state.shownId === null ? show(event.waitingIds[0] ?? null) : state;
    case 'chosen':
    case 'superseded':
      return show(event.proposalId);
    case 'next_wanted':
      return show(event.waitingIds.find((id) => id !== state.shownId) ?? null);
    case 'returned':
      return event.waitingIds.some((id) => id === state.shownId) ? state : show(event.waitingIds[0] ?? null);
  }
}

function show(shownId: ProposalId | null): QueueSelection {
  return { shownId };
}
