import { type FormEvent, useState } from 'react';
import type { Backup } from '../../shared/domain/backup.ts';
import { useAction } from '../app-context.tsx';
import { restoreText as text } from '../i18n/en-restore.ts';
import { formatBytes } from '../i18n/format-number.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { PassphraseField } from '../vault/passphrase-field.tsx';

interface RestoreProps {
  readonly backup: Backup;
  readonly command: 'backup.restore' | 'recovery.restore';
  /** What restoring means in this window, and what the user does then. */
  readonly words: {
    readonly question: string;
    readonly passphrase: string;
    readonly confirm: string;
    readonly done: (keptIn: string) => string;
  };
  /** Whether what is there now is good, and put aside by this. */
  readonly isReplacing: boolean;
  readonly onTried?: () => void;
}

/** A backup of a list, and the form that restores it: in the app's settings and in the recovery window. */
export function RestoreChoice(props: RestoreProps) {
  const [isAsking, setAsking] = useState(false);
  const { name, bytes, createdAtMs, appVersion, problem } = props.backup;
  const facts =
    problem ?? text.madeBy(formatDateTime(createdAtMs ?? 0), appVersion ?? '', formatBytes(bytes));
  return (
    <>
      <div className="setting-row">
        <div>
          <div className="setting-title mono">{name}</div>
          <div className="field-hint">{facts}</div>
        </div>
        {problem === null && !isAsking ? (
          <Button isSmall aria-label={text.restoreName(name)} onClick={() => setAsking(true)}>
            {text.restore}
          </Button>
        ) : (
          <span />
        )}
      </div>
      {isAsking ? <RestoreForm {...props} onBack={() => setAsking(false)} /> : null}
    </>
  );
}

function RestoreForm(props: RestoreProps & { readonly onBack: () => void }) {
  const { backup, command, words, isReplacing, onTried, onBack } = props;
  const restore = useAction(command);
  const [passphrase, setPassphrase] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await restore.run({ name: backup.name, passphrase });
    setPassphrase('');
    onTried?.();
  };
  if (restore.value !== null)
    return (
      <div className="panel-body">
        <Notice tone="safe" role="status">
          {words.done(restore.value.keptIn)}
        </Notice>
      </div>
    );
  return (
    <form className="panel-body stack" onSubmit={(event) => void submit(event)}>
      <p>{words.question}</p>
      <PassphraseField label={words.passphrase} value={passphrase} onChange={setPassphrase} />
      <ErrorNotice error={restore.error} />
      <div className="row">
        <Button
          type="submit"
          variant={isReplacing ? 'danger' : 'primary'}
          disabled={passphrase === ''}
          isBusy={restore.isBusy}
        >
          {words.confirm}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {text.back}
        </Button>
      </div>
    </form>
  );
}
