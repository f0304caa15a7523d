import { AppError } from '../../shared/app-error.ts';
import type { Backup } from '../../shared/domain/backup.ts';
import type { RecoveryState } from '../../shared/domain/recovery.ts';
import type { SettingState } from '../../shared/domain/setting-source.ts';
import type { Secret } from '../../shared/secret.ts';
import { systemFiles } from '../backup/backup-files.ts';
import { BackupFolder, EXTENSION } from '../backup/backup-folder.ts';
import { checkForeignBackup } from '../backup/check-backup.ts';
import { fileStamp, setDatabaseAside } from '../backup/pending-restore.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { DatabaseDamaged } from '../database/database.ts';
import { type DatabaseNewer, SCHEMA_VERSION } from '../database/migrate.ts';
import { openReadOnly, type ReadOnlyDatabase } from '../database/read-only.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { AppPaths } from '../platform/paths.ts';
import type { Settings } from '../platform/settings.ts';
import { SCRYPT_COST, type ScryptCost } from '../vault/scrypt-key.ts';
import { PastRecords } from './past-records.ts';

/** What the app found in the place of its database. */
export type Finding = DatabaseNewer | DatabaseDamaged;

export interface RecoveryDeskDeps {
  readonly finding: Finding;
  readonly paths: AppPaths;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly appVersion: string;
  /** Ends the app and starts it again; called when the answer is on its way. */
  readonly restart: () => void;
  readonly nativeBinding?: string;
  readonly scryptCost?: ScryptCost;
}

/**
 * What a user can do whose database the app does not work with: look at what a newer version has written, keep a copy
 * of it, and come back to a backup. Nothing here writes to that database, and nothing here reaches a broker.
 */
export class RecoveryDesk {
  readonly #deps: RecoveryDeskDeps;
  readonly #folder: BackupFolder;
  readonly #newer: ReadOnlyDatabase | null;
  readonly #records: PastRecords | null;

  constructor(deps: RecoveryDeskDeps) {
    this.#deps = deps;
    this.#folder = new BackupFolder({ ...deps, files: systemFiles });
    this.#newer = deps.finding instanceof DatabaseDamaged ? null : openReadOnly(this.#database());
    this.#records = this.#newer === null ? null : new PastRecords(this.#newer.db);
  }

  async state(): Promise<RecoveryState> {
    const { appVersion, paths } = this.#deps;
    return {
      kind: this.#newer === null ? 'damaged' : 'newer',
      appVersion,
      madeByVersion: (await this.#records?.madeByVersion()) ?? null,
      schemaVersion: this.#newer?.schemaVersion ?? null,
      schemaKnown: SCHEMA_VERSION,
      databaseFile: paths.databaseFile,
    };
  }

  /** @throws AppError conflict, of a damaged database */
  get records(): PastRecords {
    if (this.#records === null) throw isDamaged();
    return this.#records;
  }

  settingStates(): readonly SettingState[] {
    return this.#deps.settings.states();
  }

  async backups(): Promise<{ backups: Backup[]; folder: string }> {
    return { backups: await this.#folder.list(), folder: this.#deps.paths.backupsDir };
  }

  /** @throws AppError, see `BackupFolder.prepareRestore`; then nothing has changed and the app goes on as it was */
  async restore(name: string, passphrase: Secret): Promise<{ readonly keptIn: string }> {
    const { logger, restart } = this.#deps;
    const { keptIn } = await this.#folder.prepareRestore(name, passphrase);
    logger.warn({ backup: name, keptIn }, 'a backup takes the place of the database at the wish of the user');
    setImmediate(restart);
    return { keptIn };
  }

  /** For the newer version, which restores it; this one lists it and cannot. @throws AppError conflict, unavailable */
  async backUp(passphrase: Secret): Promise<Backup> {
    const { clock, settings, nativeBinding, scryptCost = SCRYPT_COST } = this.#deps;
    const newer = this.#newer;
    if (newer === null) throw isDamaged();
    const { appVersion, madeByVersion } = await this.state();
    const createdAtMs = clock.nowMs();
    const name = `backup-${fileStamp(createdAtMs)}${EXTENSION}`;
    const files = systemFiles;
    const facts = {
      createdAtMs,
      appVersion: madeByVersion ?? appVersion,
      schemaVersion: newer.schemaVersion,
    };
    await this.#folder.write(name, {
      copyTo: (path) => newer.copyTo(path),
      seal: async ({ copy, sealed, checked }) => {
        const sealing = { files, databasePath: copy, toPath: sealed, passphrase, facts };
        await writeBackup({ ...sealing, cost: scryptCost, settings: { ...settings.get() } });
        const binding = nativeBinding === undefined ? {} : { nativeBinding };
        await checkForeignBackup({ files, path: sealed, passphrase, toPath: checked, ...binding });
      },
    });
    return this.#folder.describe(name);
  }

  /** A damaged database is never replaced unasked. @throws AppError conflict, of a database that is whole */
  async setAside(): Promise<void> {
    const { paths, clock, logger, restart } = this.#deps;
    if (this.#newer !== null)
      throw new AppError('conflict', 'This database is whole: it is of a newer version.', {
        nextStep: 'Update the app, or restore a backup.',
      });
    const dir = setDatabaseAside(paths, fileStamp(clock.nowMs()));
    logger.warn({ dir }, 'a damaged database was set aside at the wish of the user');
    setImmediate(restart);
  }

  async close(): Promise<void> {
    await this.#newer?.close();
  }

  #database() {
    const { paths, nativeBinding } = this.#deps;
    return { path: paths.databaseFile, ...(nativeBinding === undefined ? {} : { nativeBinding }) };
  }
}

function isDamaged(): AppError {
  return new AppError('conflict', 'The database is damaged: nothing of it can be shown or copied.', {
    nextStep: 'Restore a backup. The damaged file is kept.',
  });
}
