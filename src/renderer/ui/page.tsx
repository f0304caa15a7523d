import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** The last child takes the height that is left, and scrolls by itself. */
  readonly isFilling?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, subtitle, actions, isFilling = false, children }: PageProps) {
  return (
    <div className={isFilling ? 'page page-fill' : 'page'}>
      <header className="page-head">
        <div className="page-head-text">
          <h1>{title}</h1>
          {subtitle === undefined ? null : <div className="page-subtitle">{subtitle}</div>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}

interface PanelProps {
  readonly title: string;
  readonly count?: number;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Panel({ title, count, aside, children }: PanelProps) {
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
        {count === undefined ? null : <span className="faint small">{count}</span>}
        <span className="push" />
        {aside}
      </div>
      {children}
    </section>
  );
}
