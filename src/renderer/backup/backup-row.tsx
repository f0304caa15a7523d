import type { Backup } from '../../shared/domain/backup.ts';
import { useModel } from '../app-context.tsx';
import { backupText as text } from '../i18n/en-backup.ts';
import { RestoreChoice } from './restore-choice.tsx';

const WORDS = {
  question: text.restoreQuestion,
  passphrase: text.passphrase,
  confirm: text.restoreConfirm,
  done: text.prepared,
};

export function BackupRow({ backup }: { readonly backup: Backup }) {
  const { reads } = useModel();
  return (
    <RestoreChoice
      backup={backup}
      command="backup.restore"
      words={WORDS}
      isReplacing
      onTried={() => reads.refresh(['backup.list'])}
    />
  );
}
