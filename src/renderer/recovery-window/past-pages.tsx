import { type ReactNode, useState } from 'react';
import { PAST_ROWS_MAX } from '../../shared/domain/recovery.ts';
import type { CommandOutput } from '../api.ts';
import { useRead } from '../app-context.tsx';
import { recoveryText as text } from '../i18n/en-recovery.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ReadView } from '../ui/read-view.tsx';

type Paged = 'recovery.accounts' | 'recovery.proposals' | 'recovery.orders' | 'recovery.audit';

interface PastPagesProps<K extends Paged> {
  readonly command: K;
  readonly title: string;
  readonly empty: string;
  readonly children: (rows: CommandOutput<K>['rows']) => ReactNode;
}

/** A list of the past, a page at a time, newest first. */
export function PastPages<K extends Paged>({ command, title, empty, children }: PastPagesProps<K>) {
  const [offset, setOffset] = useState(0);
  const read = useRead<Paged>(command, { offset });
  return (
    <section className="panel" aria-label={title}>
      <ReadView read={read}>
        {({ rows, unreadable, hasMore }) => (
          <>
            {unreadable === 0 ? null : (
              <div className="panel-body">
                <Notice tone="warning">{text.unreadable(unreadable)}</Notice>
              </div>
            )}
            {rows.length === 0 ? (
              <p className="panel-body field-hint">{empty}</p>
            ) : (
              children(rows as CommandOutput<K>['rows'])
            )}
            {offset === 0 && !hasMore ? null : (
              <div className="panel-body row">
                <Button
                  isSmall
                  disabled={offset === 0}
                  onClick={() => setOffset(Math.max(0, offset - PAST_ROWS_MAX))}
                >
                  {text.newer}
                </Button>
                <Button isSmall disabled={!hasMore} onClick={() => setOffset(offset + PAST_ROWS_MAX)}>
                  {text.older}
                </Button>
                <span className="faint small" role="status">
                  {text.rows(offset + 1, offset + rows.length + unreadable)}
                </span>
              </div>
            )}
          </>
        )}
      </ReadView>
    </section>
  );
}
