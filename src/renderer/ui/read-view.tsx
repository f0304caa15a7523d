import type { ReactNode } from 'react';
import type { Read } from '../app-context.tsx';
import { uiText } from '../i18n/en-ui.ts';
import { ErrorNotice } from './error-notice.tsx';

interface ReadViewProps<T> {
  readonly read: Read<T>;
  readonly children: (value: T) => ReactNode;
}

/** The three faces of a read: loading, failed (with the old value under it, if there is one), and there. */
export function ReadView<T>({ read, children }: ReadViewProps<T>) {
  if (read.value === null && read.error === null) return <Loading />;
  return (
    <>
      {read.error === null ? null : (
        <div className="panel-body">
          <ErrorNotice error={read.error} onRetry={read.reload} />
        </div>
      )}
      {read.value === null ? null : children(read.value)}
    </>
  );
}

function Loading() {
  return (
    <div className="loading" role="status" aria-label={uiText.loading}>
      <span className="loading-line" />
      <span className="loading-line" />
      <span className="loading-line" />
    </div>
  );
}
