import { type FormEvent, useState } from 'react';
import type { Backup } from '../../shared/domain/backup.ts';
import { useAction, useModel } from '../app-context.tsx';
import { backupText as text } from '../i18n/en-backup.ts';
import { formatBytes } from '../i18n/format-number.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { SettingRow } from '../settings/setting-row.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { PassphraseField } from '../vault/passphrase-field.tsx';

export function BackupRow({ backup }: { readonly backup: Backup }) {
  const [isAsking, setAsking] = useState(false);
  const { name, bytes, createdAtMs, appVersion, problem } = backup;
  const facts =
    problem ?? text.madeBy(formatDateTime(createdAtMs ?? 0), appVersion ?? '', formatBytes(bytes));
  return (
    <>
      <SettingRow title={name} hint={facts}>
        {problem === null && !isAsking ? (
          <Button isSmall aria-label={text.restoreName(name)} onClick={() => setAsking(true)}>
            {text.restore}
          </Button>
        ) : (
          <span />
        )}
      </SettingRow>
      {isAsking ? <RestoreForm name={name} onBack={() => setAsking(false)} /> : null}
    </>
  );
}

function RestoreForm({ name, onBack }: { readonly name: string; readonly onBack: () => void }) {
  const { reads } = useModel();
  const restore = useAction('backup.restore');
  const [passphrase, setPassphrase] = useState('');
  const [keptIn, setKeptIn] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await restore.run({ name, passphrase });
    setPassphrase('');
    setKeptIn(done?.keptIn ?? null);
    reads.refresh(['backup.list']);
  };
  if (keptIn !== null) {
    return (
      <div className="panel-body">
        <Notice tone="safe" role="status">
          {text.prepared(keptIn)}
        </Notice>
      </div>
    );
  }
  return (
    <form className="panel-body stack" onSubmit={(event) => void submit(event)}>
      <p>{text.restoreQuestion}</p>
      <PassphraseField label={text.passphrase} value={passphrase} onChange={setPassphrase} />
      <ErrorNotice error={restore.error} />
      <div className="row">
        <Button type="submit" variant="danger" disabled={passphrase === ''} isBusy={restore.isBusy}>
          {text.restoreConfirm}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {text.back}
        </Button>
      </div>
    </form>
  );
}
