import { Secret } from '../../../shared/secret.ts';
import type { Backups } from '../../backup/backups.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface BackupCommandsDeps {
  readonly backups: Backups;
}

export function backupCommands({ backups }: BackupCommandsDeps): CommandArea<'backup'> {
  return {
    'backup.list': () => backups.list(),
    'backup.create': ({ passphrase, isKept }) => backups.create(new Secret(passphrase), isKept),
    'backup.restore': ({ name, passphrase }) => backups.restore(name, new Secret(passphrase)),
  };
}
