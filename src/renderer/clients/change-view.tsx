import type { ClientConfigChange, DifferenceLine } from '../../shared/domain/client-installation.ts';
import { connectText as text } from '../i18n/en-connect.ts';
import { Button } from '../ui/button.tsx';

const MARKS: Record<DifferenceLine['kind'], string> = { added: '+', removed: '-', same: ' ', gap: '⋯' };

interface ChangeViewProps {
  readonly change: ClientConfigChange;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** What would be written, file by file, before it is. */
export function ChangeView({ change, confirmLabel, onConfirm, onCancel }: ChangeViewProps) {
  return (
    <div className="stack">
      {change.files.map(({ path, lines }) => (
        <section key={path} className="stack" aria-label={text.change(path)}>
          <span className="faint small setup-path">{path}</span>
          <pre className="code">
            {numbered(lines).map(({ number, kind, text: words }) => (
              <span key={number} className={`difference-${kind}`}>
                {`${MARKS[kind]} ${words}
`}
              </span>
            ))}
          </pre>
        </section>
      ))}
      <p className="field-hint">{text.backup}</p>
      <div className="row">
        <Button isSmall variant="primary" onClick={onConfirm}>
          {confirmLabel}
        </Button>
        <Button isSmall variant="quiet" onClick={onCancel}>
          {text.cancel}
        </Button>
      </div>
    </div>
  );
}

/** Lines repeat, and a difference does not change while it is shown: its number names a line. */
const numbered = (lines: readonly DifferenceLine[]) => lines.map((line, number) => ({ ...line, number }));
