import { FolderOpen } from 'lucide-react';
import { useAction, useRead } from '../app-context.tsx';
import { backupText as text } from '../i18n/en-backup.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { BackupRow } from './backup-row.tsx';
import { CreateBackupForm } from './create-backup-form.tsx';
import { ScheduleRows } from './schedule-rows.tsx';

export function BackupPanel() {
  const list = useRead('backup.list', {});
  const show = useAction('app.showFile');
  return (
    <Panel
      title={text.title}
      aside={
        <Button
          isSmall
          icon={<FolderOpen size={13} aria-hidden />}
          onClick={() => void show.run({ file: 'backups' })}
        >
          {text.showFolder}
        </Button>
      }
    >
      <ErrorNotice error={show.error} />
      <ReadView read={list}>
        {({ backups, isPassphraseKept, pendingRestore }) => (
          <>
            <div className="panel-body stack">
              <p className="field-hint">{text.what}</p>
              {pendingRestore === null ? null : (
                <Notice tone="warning">{text.pending(pendingRestore)}</Notice>
              )}
              <CreateBackupForm />
            </div>
            <ScheduleRows isPossible={isPassphraseKept} />
            {backups.length === 0 ? (
              <p className="panel-body field-hint">{text.empty}</p>
            ) : (
              backups.map((backup) => <BackupRow key={backup.name} backup={backup} />)
            )}
          </>
        )}
      </ReadView>
    </Panel>
  );
}
