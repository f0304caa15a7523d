import { FolderOpen, RotateCw } from 'lucide-react';
import { useAction, useRead } from '../app-context.tsx';
import { RestoreChoice } from '../backup/restore-choice.tsx';
import { recoveryText as text } from '../i18n/en-recovery.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';

const WORDS = {
  question: text.restoreHint,
  passphrase: text.passphrase,
  confirm: text.restoreConfirm,
  done: text.restoring,
};

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
                <RestoreChoice
                  key={backup.name}
                  backup={backup}
                  command="recovery.restore"
                  words={WORDS}
                  isReplacing={false}
                />
              ))}
            </>
          )
        }
      </ReadView>
    </Panel>
  );
}
