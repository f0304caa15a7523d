import { useCallback, useEffect, useReducer, useRef } from 'react';
import { AUDIT_PAGE_MAX, type AuditFilter } from '../../shared/ipc/commands/audit-commands.ts';
import { call } from '../api.ts';
import { useEvent, useModel } from '../app-context.tsx';
import { type AuditPages, auditPagesReducer, NO_AUDIT_PAGES } from './audit-pages.ts';

/** Events come in bursts (one tool call writes several); the list is read once for each burst. */
const BURST_MS = 300;

export interface AuditPaging {
  readonly pages: AuditPages;
  readonly loadOlder: () => void;
  readonly reload: () => void;
}

/** The log page by page while the user scrolls; the component that uses it is mounted anew for a new filter. */
export function useAuditPages(filter: AuditFilter): AuditPaging {
  const { api } = useModel();
  const [pages, dispatch] = useReducer(auditPagesReducer, NO_AUDIT_PAGES);
  const isRunning = useRef(false);
  const filterText = JSON.stringify(filter);
  const load = useCallback(
    async (beforeSequence: number | null) => {
      if (isRunning.current) return;
      isRunning.current = true;
      dispatch({ type: 'started' });
      const reply = await call(api, 'audit.list', {
        filter: JSON.parse(filterText) as AuditFilter,
        beforeSequence,
        limit: AUDIT_PAGE_MAX,
      });
      isRunning.current = false;
      if (!reply.ok) return dispatch({ type: 'failed', error: reply.error });
      const page = { ...reply.value, limit: AUDIT_PAGE_MAX };
      dispatch({ type: beforeSequence === null ? 'newest_loaded' : 'older_loaded', page });
    },
    [api, filterText],
  );
  useEffect(() => {
    void load(null);
  }, [load]);
  const burst = useRef<ReturnType<typeof setTimeout> | null>(null);
  const onAppended = useCallback(() => {
    burst.current ??= setTimeout(() => {
      burst.current = null;
      void load(null);
    }, BURST_MS);
  }, [load]);
  useEvent('audit.appended', onAppended);
  useEffect(
    () => () => {
      if (burst.current !== null) clearTimeout(burst.current);
      burst.current = null;
    },
    [],
  );
  const oldest = pages.events.at(-1)?.sequence ?? null;
  const loadOlder = useCallback(() => {
    if (oldest !== null) void load(oldest);
  }, [load, oldest]);
  const reload = useCallback(() => void load(null), [load]);
  return { pages, loadOlder, reload };
}
