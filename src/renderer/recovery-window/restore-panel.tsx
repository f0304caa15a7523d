import { FolderOpen, RotateCw } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Backup } from '../../shared/domain/backup.ts';
import { useAction, useRead } from '../app-context.tsx';
import { recoveryText as text } from '../i18n/en-recovery.ts';
import { formatBytes } from '../i18n/format-number.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { PassphraseField } from '../vault/passphrase-field.tsx';

export function RestorePanel() {
  const list = useRead('recovery.backups', {});
  const show = useAction('recovery.showFolder');
  return (
    <Panel
      title={text.backupsTitle}
      aside={
        <span className="row">
          <Button isSmall icon={<RotateCw size={13} aria-hidden />} onClick={list.reload}>
            {text.lookAgain}
          </Button>
          <Button
            isSmall
            icon={<FolderOpen size={13} aria-hidden />}
            onClick={() => void show.run({ folder: 'backups' })}
          >
            {text.showBackups}
          </Button>
        </span>
      }
    >
      <ErrorNotice error={show.error} />
      <ReadView read={list}>
        {({ backups, folder }) =>
          backups.length === 0 ? (
            <p className="panel-body">{text.noBackups(folder)}</p>
          ) : (
            <>
              <p className="panel-body field-hint">{text.backupsWhat}</p>
              {backups.map((backup) => (
                <BackupChoice key={backup.name} backup={backup} />
              ))}
            </>
          )
        }
      </ReadView>
    </Panel>
  );
}

function BackupChoice({ backup }: { readonly backup: Backup }) {
  const [isAsking, setAsking] = useState(false);
  const { name, bytes, createdAtMs, appVersion, problem } = backup;
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
      {isAsking ? <RestoreForm name={name} onBack={() => setAsking(false)} /> : null}
    </>
  );
}

function RestoreForm({ name, onBack }: { readonly name: string; readonly onBack: () => void }) {
  const restore = useAction('recovery.restore');
  const [passphrase, setPassphrase] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await restore.run({ name, passphrase });
    setPassphrase('');
  };
  if (restore.value !== null)
    return (
      <div className="panel-body">
        <Notice tone="safe" role="status">
          {text.restoring(restore.value.keptIn)}
        </Notice>
      </div>
    );
  return (
    <form className="panel-body stack" onSubmit={(event) => void submit(event)}>
      <PassphraseField
        label={text.passphrase}
        hint={text.restoreHint}
        value={passphrase}
        onChange={setPassphrase}
      />
      <ErrorNotice error={restore.error} />
      <div className="row">
        <Button type="submit" variant="primary" disabled={passphrase === ''} isBusy={restore.isBusy}>
          {text.restoreConfirm}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {text.back}
        </Button>
      </div>
    </form>
  );
}
