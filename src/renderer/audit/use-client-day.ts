import { useEffect, useState } from 'react';
import type { ErrorWire } from '../../shared/app-error.ts';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import { AUDIT_PAGE_MAX } from '../../shared/ipc/commands/audit-commands.ts';
import { type AppApi, call } from '../api.ts';
import { useModel } from '../app-context.tsx';
import { NO_AUDIT_FILTER, toAuditFilter } from './audit-filter.ts';

/** A day of a busy client; beyond it a person filters the list instead of replaying. */
export const DAY_EVENTS_MAX = 2_000;

export interface ClientDay {
  /** Oldest first; null while it loads, or while no client is chosen. */
  readonly events: readonly AuditEvent[] | null;
  /** There are more, before the first of these. */
  readonly isCut: boolean;
  readonly error: ErrorWire | null;
}

const NOTHING: ClientDay = { events: null, isCut: false, error: null };

/** All that one client did, and what came of it, on one day of the computer's calendar. */
export function useClientDay(clientName: string, day: string): ClientDay {
  const { api } = useModel();
  const [loaded, setLoaded] = useState(NOTHING);
  useEffect(() => {
    let isCurrent = true;
    setLoaded(NOTHING);
    if (clientName !== '' && day !== '') {
      void readDay(api, clientName, day).then((read) => {
        if (isCurrent) setLoaded(read);
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [api, clientName, day]);
  return loaded;
}

async function readDay(api: AppApi, clientName: string, day: string): Promise<ClientDay> {
  const filter = toAuditFilter({ ...NO_AUDIT_FILTER, clientName, fromDay: day, toDay: day });
  const events: AuditEvent[] = [];
  for (;;) {
    const beforeSequence = events.at(-1)?.sequence ?? null;
    const reply = await call(api, 'audit.list', { filter, beforeSequence, limit: AUDIT_PAGE_MAX });
    if (!reply.ok) return { ...NOTHING, error: reply.error };
    events.push(...reply.value.events);
    const isAll = reply.value.events.length < AUDIT_PAGE_MAX;
    if (isAll || events.length >= DAY_EVENTS_MAX) {
      return { events: events.reverse(), isCut: !isAll, error: null };
    }
  }
}
