import type { AuditEvent } from '../../shared/domain/audit-event.ts';

/** One row of a client's day: the event, how long after the one before, and which proposal it belongs to. */
export interface TimelineStep {
  readonly event: AuditEvent;
  readonly afterMs: number | null;
  /** Proposals are numbered in the order in which they appear; null: the event is of none. */
  readonly proposalNumber: number | null;
}

/** @param events oldest first */
export function timelineSteps(events: readonly AuditEvent[]): TimelineStep[] {
  const numbers = new Map<string, number>();
  return events.map((event, index) => {
    const { proposalId } = event;
    if (proposalId !== null && !numbers.has(proposalId)) numbers.set(proposalId, numbers.size + 1);
    const before = events[index - 1];
    return {
      event,
      afterMs: before === undefined ? null : event.atMs - before.atMs,
      proposalNumber: proposalId === null ? null : (numbers.get(proposalId) ?? null),
    };
  });
}
