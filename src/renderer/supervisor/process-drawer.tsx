import type { LogLine, ProcessReport } from '../../shared/domain/process-report.ts';
import { useRead } from '../app-context.tsx';
import { supervisorText as text } from '../i18n/en-supervisor.ts';
import { formatClock, formatDateTime } from '../i18n/format-time.ts';
import { Drawer } from '../ui/drawer.tsx';
import { ReadView } from '../ui/read-view.tsx';

const REFRESH_MS = 2_000;

interface ProcessDrawerProps {
  readonly process: ProcessReport;
  readonly title: string;
  readonly onClose: () => void;
}

/** Why it was started again, and what it wrote last. */
export function ProcessDrawer({ process, title, onClose }: ProcessDrawerProps) {
  const log = useRead('supervisor.log', { name: process.name }, REFRESH_MS);
  const { startedAtMs, restarts, lastError } = process;
  return (
    <Drawer title={title} onClose={onClose}>
      <div className="stack">
        <p className="soft">
          {startedAtMs === null ? text.notRunning : text.since(formatDateTime(startedAtMs))}
        </p>
        {lastError === null ? null : (
          <section className="stack-tight" aria-label={text.columns.lastError}>
            <h3>{text.columns.lastError}</h3>
            <p className="process-text">
              <span className="faint">{formatDateTime(lastError.atMs)}</span> {lastError.text}
            </p>
          </section>
        )}
        <section className="stack-tight" aria-label={text.restartsTitle}>
          <h3>{text.restartsTitle}</h3>
          <p className="field-hint">{restarts.length === 0 ? text.noRestarts : text.restartsHint}</p>
          <ul className="process-restarts">
            {restarts.map(({ atMs, reason }) => (
              <li key={atMs} className="process-text">
                <span className="faint">{formatDateTime(atMs)}</span> {reason}
              </li>
            ))}
          </ul>
        </section>
        <section className="stack-tight" aria-label={text.logTitle}>
          <h3>{text.logTitle}</h3>
          <p className="field-hint">{text.logHint}</p>
          <ReadView read={log}>{(lines) => <Lines lines={lines} />}</ReadView>
        </section>
      </div>
    </Drawer>
  );
}

function Lines({ lines }: { readonly lines: readonly LogLine[] }) {
  if (lines.length === 0) return <p className="soft">{text.noLog}</p>;
  const shown = lines
    .map(
      ({ atMs, level, text: line }) => `${atMs === null ? '' : formatClock(atMs)} ${level.padEnd(5)} ${line}`,
    )
    .join('\n');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <pre className="process-log mono" tabIndex={0}>
      {shown}
    </pre>
  );
}
