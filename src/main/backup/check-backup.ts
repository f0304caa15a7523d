import type { Secret } from '../../shared/secret.ts';
import { verifyAuditChain } from '../audit/audit-verify.ts';
import { openCopy } from '../database/check-copy.ts';
import { SCHEMA_VERSION } from '../database/migrate.ts';
import { damagedBackup, newerBackup } from './backup-error.ts';
import type { BackupFiles } from './backup-files.ts';
import type { BackupManifest } from './backup-format.ts';
import { readBackup } from './read-backup.ts';

export interface CheckBackupInput {
  readonly files: BackupFiles;
  readonly path: string;
  readonly passphrase: Secret;
  /** A new file; the decrypted database when the check has passed. */
  readonly toPath: string;
  readonly nativeBinding?: string;
}

/**
 * Decrypts a backup and looks at everything in it: pages, indexes, schema version, and every row of the audit chain.
 * @throws AppError, with what is wrong and that nothing was changed
 */
export async function checkBackup(input: CheckBackupInput): Promise<BackupManifest> {
  const manifest = await readBackup(input);
  const { nativeBinding } = input;
  const copy = openOrRefuse({
    path: input.toPath,
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  });
  try {
    if (copy.schemaVersion > SCHEMA_VERSION) throw newerBackup();
    if (!copy.isIntact || copy.schemaVersion < 1) throw damagedBackup();
    const audit = await verifyAuditChain(copy.db);
    if (!audit.isIntact) throw damagedBackup(new Error(audit.text));
    return manifest;
  } finally {
    await copy.close();
  }
}

function openOrRefuse(options: Parameters<typeof openCopy>[0]) {
  try {
    return openCopy(options);
  } catch (error) {
    throw damagedBackup(error);
  }
}
