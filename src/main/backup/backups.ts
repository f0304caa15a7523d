import { join } from 'node:path';
import { AppError } from '../../shared/app-error.ts';
import type { Backup } from '../../shared/domain/backup.ts';
import { Secret } from '../../shared/secret.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AuditEntry } from '../audit/audit-row.ts';
import type { AppDatabase } from '../database/database.ts';
import { SCHEMA_VERSION } from '../database/migrate.ts';
import type { Clock } from '../platform/clock.ts';
import type { AppPaths } from '../platform/paths.ts';
import type { Settings } from '../platform/settings.ts';
import { SCRYPT_COST, type ScryptCost } from '../vault/scrypt-key.ts';
import type { Vault } from '../vault/vault.ts';
import { type BackupFiles, systemFiles } from './backup-files.ts';
import { BackupFolder, type BackupParts, EXTENSION } from './backup-folder.ts';
import { checkBackup } from './check-backup.ts';
import { fileStamp, pendingRestore } from './pending-restore.ts';
import { writeBackup } from './write-backup.ts';

export interface BackupsDeps {
  readonly database: AppDatabase;
  readonly settings: Settings;
  readonly vault: Pick<Vault, 'read' | 'store' | 'status'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  readonly paths: AppPaths;
  readonly appVersion: string;
  readonly changed: () => void;
  readonly files?: BackupFiles;
  readonly scryptCost?: ScryptCost;
  readonly nativeBinding?: string;
}

type BackupKind = 'backup' | 'daily';

/** Not the id of an account: the passphrase of the backups that the app makes by itself. */
const KEPT_PASSPHRASE = 'backup_passphrase';
const LEFTOVER = /^\.(copy|sealed|checked)-[a-z0-9]+\.part/;

/** The encrypted copies of database and settings in one folder. One is made or checked at a time. */
export class Backups {
  readonly #deps: BackupsDeps;
  readonly #files: BackupFiles;
  readonly #folder: BackupFolder;
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: BackupsDeps) {
    this.#deps = deps;
    this.#files = deps.files ?? systemFiles;
    this.#folder = new BackupFolder({ ...deps, files: this.#files });
  }

  /** Newest first, with what each says of itself without its passphrase. */
  async list() {
    const { paths } = this.#deps;
    return {
      backups: await this.#folder.list(),
      folder: paths.backupsDir,
      isPassphraseKept: await this.#isPassphraseKept(),
      pendingRestore: pendingRestore(paths)?.backup ?? null,
    };
  }

  /**
   * Copies the database while it is in use, encrypts the copy, and opens the result again in full before it counts.
   * @param isKept the passphrase goes to the vault, for the backups that the app makes by itself
   * @throws AppError unavailable (full disk, forbidden folder), conflict (there is nothing to keep a passphrase in)
   */
  create(passphrase: Secret, isKept: boolean): Promise<Backup> {
    return this.#inTurn(async () => {
      if (isKept) await this.#keep(passphrase);
      return this.#create('backup', passphrase);
    });
  }

  /** By the kept passphrase. @returns null while there is none, or the vault is locked */
  createDaily(): Promise<Backup | null> {
    return this.#inTurn(async () => {
      if ((await this.#deps.vault.status()).isLocked) return null;
      const passphrase = await this.#deps.vault.read(KEPT_PASSPHRASE);
      return passphrase === null ? null : this.#create('daily', passphrase);
    });
  }

  /** @throws AppError conflict, when the app has no passphrase to make backups by itself */
  async assertDailyPossible(): Promise<void> {
    if (await this.#isPassphraseKept()) return;
    throw new AppError('conflict', 'There is no passphrase for backups that the app makes by itself.', {
      nextStep: 'Make a backup and let the app remember its passphrase.',
    });
  }

  /** When the newest daily backup was made; null: there is none. */
  async lastDailyMs(): Promise<number | null> {
    const [newest] = (await this.#folder.names()).filter((name) => name.startsWith('daily-'));
    return newest === undefined ? null : (await this.#folder.describe(newest)).createdAtMs;
  }

  /** Parts of a backup that was being made when the app was killed. */
  async removeLeftovers(): Promise<void> {
    const { backupsDir } = this.#deps.paths;
    const found = await this.#files.readdir(backupsDir).catch(() => []);
    for (const name of found.filter((each) => LEFTOVER.test(each)))
      await this.#files.rm(join(backupsDir, name), { force: true });
  }

  /** Removes the oldest of those that the app made by itself. What the user made stays. */
  prune(keep: number): Promise<void> {
    return this.#inTurn(async () => {
      const daily = (await this.#folder.names()).filter((name) => name.startsWith('daily-'));
      for (const name of daily.slice(keep)) await this.#files.rm(this.#folder.path(name), { force: true });
    });
  }

  /**
   * Checks a backup in full and prepares it for the next start. Until then nothing changes.
   * @throws AppError: unknown name, wrong passphrase, damaged, truncated, newer, full disk
   */
  restore(name: string, passphrase: Secret): Promise<{ readonly keptIn: string }> {
    return this.#inTurn(async () => {
      const restored = await this.#folder.prepareRestore(name, passphrase, () =>
        this.#record('backup.restore_prepared', 'user', `Backup ${name} will be restored`, name),
      );
      this.#deps.changed();
      return restored;
    });
  }

  async #create(kind: BackupKind, passphrase: Secret): Promise<Backup> {
    const { database, clock } = this.#deps;
    const name = `${kind}-${fileStamp(clock.nowMs())}${EXTENSION}`;
    await this.#folder.write(name, {
      copyTo: (path) => database.copyTo(path),
      seal: (parts) => this.#seal(parts, passphrase),
    });
    await this.#record('backup.created', kind === 'daily' ? 'app' : 'user', `Backup made: ${name}`, name);
    this.#deps.changed();
    return this.#folder.describe(name);
  }

  async #seal(parts: BackupParts, passphrase: Secret): Promise<void> {
    const { settings, clock, appVersion, nativeBinding, scryptCost = SCRYPT_COST } = this.#deps;
    const files = this.#files;
    const facts = { createdAtMs: clock.nowMs(), appVersion, schemaVersion: SCHEMA_VERSION };
    const sealing = { files, databasePath: parts.copy, toPath: parts.sealed, passphrase, facts };
    await writeBackup({ ...sealing, cost: scryptCost, settings: { ...settings.get() } });
    await files.rm(parts.copy, { force: true });
    const binding = nativeBinding === undefined ? {} : { nativeBinding };
    await checkBackup({ files, path: parts.sealed, passphrase, toPath: parts.checked, ...binding });
  }

  async #keep(passphrase: Secret): Promise<void> {
    const { vault } = this.#deps;
    if ((await vault.status()).protection === 'session')
      throw new AppError('conflict', 'Without a protected vault the passphrase cannot be remembered.', {
        nextStep: 'Set a vault passphrase first, or make the backup without remembering.',
      });
    await vault.store(KEPT_PASSPHRASE, new Secret(passphrase.reveal()));
  }

  async #isPassphraseKept(): Promise<boolean> {
    const row = await this.#deps.database.db
      .selectFrom('account_secrets')
      .select('account_id')
      .where('account_id', '=', KEPT_PASSPHRASE)
      .executeTakeFirst();
    return row !== undefined;
  }

  async #record(kind: AuditEntry['kind'], actor: AuditEntry['actor'], summary: string, name: string) {
    const nobody = { clientName: null, accountId: null, proposalId: null, brokerOrderId: null };
    await this.#deps.audit.append({ ...nobody, kind, actor, summary, detail: { name } });
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#last.then(run);
    this.#last = result.catch(() => {});
    return result;
  }
}
