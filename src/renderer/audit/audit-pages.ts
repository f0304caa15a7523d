import type { ErrorWire } from '../../shared/app-error.ts';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';

/** The loaded part of the log, newest first, without gaps inside a page run. */
export interface AuditPages {
  readonly events: readonly AuditEvent[];
  readonly total: number | null;
  readonly isLoading: boolean;
  readonly isComplete: boolean;
  readonly error: ErrorWire | null;
}

export const NO_AUDIT_PAGES: AuditPages = {
  events: [],
  total: null,
  isLoading: false,
  isComplete: false,
  error: null,
};

export type AuditPagesEvent =
  | { readonly type: 'started' }
  | { readonly type: 'failed'; readonly error: ErrorWire }
  /** The newest page; it replaces all if it does not touch what is loaded, so that no gap is shown as history. */
  | { readonly type: 'newest_loaded'; readonly page: Page }
  | { readonly type: 'older_loaded'; readonly page: Page };

interface Page {
  readonly events: readonly AuditEvent[];
  readonly total: number;
  /** What was asked for: a shorter page is the last one. */
  readonly limit: number;
}

export function auditPagesReducer(state: AuditPages, event: AuditPagesEvent): AuditPages {
  switch (event.type) {
    case 'started':
      return { ...state, isLoading: true };
    case 'failed':
      return { ...state, isLoading: false, error: event.error };
    case 'newest_loaded':
      return newestLoaded(state, event.page);
    case 'older_loaded':
      return {
        events: joined(state.events, event.page.events),
        total: event.page.total,
        isLoading: false,
        isComplete: event.page.events.length < event.page.limit,
        error: null,
      };
  }
}

function newestLoaded(state: AuditPages, page: Page): AuditPages {
  const newestKnown = state.events[0]?.sequence ?? 0;
  const oldestOfPage = page.events.at(-1)?.sequence ?? 0;
  const isTouching = state.events.length > 0 && oldestOfPage <= newestKnown;
  return {
    events: isTouching ? joined(page.events, state.events) : page.events,
    total: page.total,
    isLoading: false,
    isComplete: isTouching ? state.isComplete : page.events.length < page.limit,
    error: null,
  };
}

/** Both parts are newest first; rows that are in both are kept once. */
function joined(newer: readonly AuditEvent[], older: readonly AuditEvent[]): readonly AuditEvent[] {
  const oldestOfNewer = newer.at(-1)?.sequence ?? Number.POSITIVE_INFINITY;
  return [...newer, ...older.filter((event) => event.sequence < oldestOfNewer)];
}
