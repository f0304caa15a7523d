import type { Secret } from '../../shared/secret.ts';
import { verifyAuditChain } from '../audit/audit-verify.ts';
import { SCHEMA_VERSION } from '../database/migrate.ts';
import { openReadOnly } from '../database/read-only.ts';
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
  const manifest = await readBackup(input, SCHEMA_VERSION);
  const copy = openOrRefuse(input);
  try {
    if (copy.schemaVersion > SCHEMA_VERSION) throw newerBackup();
    if (!copy.isIntact() || copy.schemaVersion < 1) throw damagedBackup();
    const audit = await verifyAuditChain(copy.db);
    if (!audit.isIntact) throw damagedBackup(new Error(audit.text));
    return manifest;
  } finally {
    await copy.close();
  }
}

/** Decrypts a backup of any schema and looks at every page of it. @throws AppError, with what is wrong */
export async function checkForeignBackup(input: CheckBackupInput): Promise<void> {
  await readBackup(input, null);
  const copy = openOrRefuse(input);
  try {
    if (!copy.isIntact()) throw damagedBackup();
  } finally {
    await copy.close();
  }
}

function openOrRefuse({ toPath: path, nativeBinding }: CheckBackupInput) {
  try {
    return openReadOnly({ path, ...(nativeBinding === undefined ? {} : { nativeBinding }) });
  } catch (error) {
    throw damagedBackup(error);
  }
}
