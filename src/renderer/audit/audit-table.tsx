import { useVirtualizer } from '@tanstack/react-virtual';
import { ScrollText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { AuditEvent } from '../../shared/domain/audit-event.ts';
import { AUDIT_COUNTED_MAX, type AuditFilter } from '../../shared/ipc/commands/audit-commands.ts';
import { auditText as text } from '../i18n/en-audit.ts';
import { auditActorWords } from '../i18n/en-domain.ts';
import { groupDigits } from '../i18n/format-number.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NamedAccount } from '../ui/named-account.tsx';
import { AuditDrawer } from './audit-drawer.tsx';
import { useAuditPages } from './use-audit-pages.ts';

/** One line each; equal heights keep the scroll bar honest. */
const ROW_HEIGHT_PX = 34;
const ROWS_AHEAD = 12;

interface AuditTableProps {
  readonly filter: AuditFilter;
}

export function AuditTable({ filter }: AuditTableProps) {
  const { pages, loadOlder, reload } = useAuditPages(filter);
  const [shown, setShown] = useState<AuditEvent | null>(null);
  const isEmpty = pages.total === 0 && !pages.isLoading;
  return (
    <section className="panel audit-table" aria-label={text.table}>
      <div>
        {pages.error === null ? null : (
          <div className="panel-body">
            <ErrorNotice error={pages.error} onRetry={reload} />
          </div>
        )}
        <div className="audit-row audit-head">
          <span>{text.columns.sequence}</span>
          <span>{text.columns.time}</span>
          <span>{text.columns.kind}</span>
          <span>{text.columns.actor}</span>
          <span className="row">
            {text.columns.summary}
            <span className="push" role="status">
              {pages.total === null
                ? ''
                : text.matches(groupDigits(String(pages.total)), pages.total >= AUDIT_COUNTED_MAX)}
            </span>
          </span>
        </div>
      </div>
      {isEmpty ? (
        <EmptyState icon={ScrollText} title={text.emptyTitle} text={text.emptyText} />
      ) : (
        <VirtualRows
          events={pages.events}
          canLoadOlder={!pages.isComplete && !pages.isLoading && pages.error === null}
          onNeedOlder={loadOlder}
          onChoose={setShown}
        />
      )}
      {shown === null ? null : <AuditDrawer event={shown} onClose={() => setShown(null)} />}
    </section>
  );
}

interface VirtualRowsProps {
  readonly events: readonly AuditEvent[];
  readonly canLoadOlder: boolean;
  readonly onNeedOlder: () => void;
  readonly onChoose: (event: AuditEvent) => void;
}

function VirtualRows({ events, canLoadOlder, onNeedOlder, onChoose }: VirtualRowsProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: ROWS_AHEAD,
    // By number, so that new rows on top do not move what is being read to other keys.
    getItemKey: (index) => events[index]?.sequence ?? index,
  });
  const visible = rows.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;
  const isNearEnd = events.length > 0 && lastVisible >= events.length - ROWS_AHEAD;
  useEffect(() => {
    if (isNearEnd && canLoadOlder) onNeedOlder();
  }, [isNearEnd, canLoadOlder, onNeedOlder]);
  return (
    <div className="audit-scroll" ref={scroll}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {visible.map((item) => {
          const event = events[item.index];
          return event === undefined ? null : (
            <button
              type="button"
              key={item.key}
              className="audit-row"
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => onChoose(event)}
            >
              <Cells event={event} />
            </button>
          );
        })}
      </div>
    </div>
  );
}

function Cells({ event }: { readonly event: AuditEvent }) {
  return (
    <>
      <span className="faint">{event.sequence}</span>
      <span className="soft nowrap">{formatDateTime(event.atMs)}</span>
      <span className="mono truncate">{event.kind}</span>
      <span className="soft truncate">{auditActorWords[event.actor]}</span>
      <span className="truncate">
        {event.accountId === null ? null : (
          <span className="audit-account">
            <NamedAccount accountId={event.accountId} />
          </span>
        )}
        {event.summary}
      </span>
    </>
  );
}
