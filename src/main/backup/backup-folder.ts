import { join } from 'node:path';
import { AppError } from '../../shared/app-error.ts';
import { type Backup, backupNameSchema } from '../../shared/domain/backup.ts';
import type { Secret } from '../../shared/secret.ts';
import type { Clock } from '../platform/clock.ts';
import type { AppPaths } from '../platform/paths.ts';
import { randomId } from '../platform/random-id.ts';
import { fileFailure } from './backup-error.ts';
import { type BackupFiles, DIR_MODE } from './backup-files.ts';
import { checkBackup } from './check-backup.ts';
import { fileStamp, makeReady, type PendingRestore, stagedDatabase } from './pending-restore.ts';
import { readBackupHeader } from './read-backup.ts';

export interface BackupFolderDeps {
  readonly files: BackupFiles;
  readonly clock: Clock;
  readonly paths: AppPaths;
  readonly nativeBinding?: string;
}

/** The files on the way to a backup: the plain copy, the encrypted one, and what its check decrypts. */
export interface BackupParts {
  readonly copy: string;
  readonly sealed: string;
  readonly checked: string;
}

export const EXTENSION = '.tigerbackup';
const SUFFIX_LENGTH = 8;

/** The folder of backups, without a database of the app: what lies there, and how one of them comes back. */
export class BackupFolder {
  readonly #deps: BackupFolderDeps;

  constructor(deps: BackupFolderDeps) {
    this.#deps = deps;
  }

  /** Newest first. @throws AppError unavailable */
  async names(): Promise<string[]> {
    const found = await this.#deps.files.readdir(this.#deps.paths.backupsDir).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw fileFailure(error);
    });
    const stampOf = (name: string) => name.slice(name.indexOf('-'));
    return found
      .filter((name) => backupNameSchema.safeParse(name).success)
      .sort((a, b) => stampOf(b).localeCompare(stampOf(a)));
  }

  /** Newest first, with what each says of itself without its passphrase. */
  async list(): Promise<Backup[]> {
    const names = await this.names();
    return Promise.all(names.map((name) => this.describe(name)));
  }

  async describe(name: string): Promise<Backup> {
    const { files } = this.#deps;
    const unreadable = { createdAtMs: null, appVersion: null };
    try {
      const { size } = await files.stat(this.path(name));
      const header = await readBackupHeader(files, this.path(name)).catch((error: unknown) => error);
      if (header instanceof AppError) return { name, bytes: size, ...unreadable, problem: header.message };
      if (header instanceof Error) throw header;
      const { createdAtMs, appVersion } = header as Awaited<ReturnType<typeof readBackupHeader>>;
      return { name, bytes: size, createdAtMs, appVersion, problem: null };
    } catch {
      return { name, bytes: 0, ...unreadable, problem: 'This file cannot be read.' };
    }
  }

  path(name: string): string {
    return join(this.#deps.paths.backupsDir, name);
  }

  /**
   * Copies, seals and checks beside the backups; it counts by its name when all of that has been done.
   * @throws AppError unavailable (full disk, forbidden folder), and whatever the steps throw
   */
  async write(
    name: string,
    steps: {
      readonly copyTo: (path: string) => Promise<void>;
      readonly seal: (parts: BackupParts) => Promise<void>;
    },
  ): Promise<void> {
    const { files, paths } = this.#deps;
    const part = (what: string) => join(paths.backupsDir, `.${what}-${randomId(SUFFIX_LENGTH)}.part`);
    const parts: BackupParts = { copy: part('copy'), sealed: part('sealed'), checked: part('checked') };
    try {
      await files.mkdir(paths.backupsDir, { recursive: true, mode: DIR_MODE });
      await steps.copyTo(parts.copy);
      await steps.seal(parts);
      await files.rename(parts.sealed, this.path(name));
    } catch (error) {
      throw fileFailure(error);
    } finally {
      for (const file of Object.values(parts))
        for (const suffix of ['', '-wal', '-shm', '-journal'])
          await files.rm(`${file}${suffix}`, { force: true });
    }
  }

  /**
   * Checks a backup in full and puts it where the next start takes it. Until then nothing changes.
   * @param record runs when the check has passed and before the restore counts
   * @throws AppError: unknown name, wrong passphrase, damaged, truncated, newer, full disk
   */
  async prepareRestore(
    name: string,
    passphrase: Secret,
    record: () => Promise<void> = async () => {},
  ): Promise<Pick<PendingRestore, 'keptIn'>> {
    const { files, paths, clock, nativeBinding } = this.#deps;
    if (!(await this.names()).includes(name)) throw unknownBackup();
    try {
      await files.rm(paths.restoreDir, { recursive: true, force: true });
      await files.mkdir(paths.restoreDir, { recursive: true, mode: DIR_MODE });
      const { settings } = await checkBackup({
        files,
        path: this.path(name),
        passphrase,
        toPath: stagedDatabase(paths),
        ...(nativeBinding === undefined ? {} : { nativeBinding }),
      });
      await record();
      const { keptIn } = makeReady(paths, name, settings, fileStamp(clock.nowMs()));
      return { keptIn };
    } catch (error) {
      await files.rm(paths.restoreDir, { recursive: true, force: true });
      throw fileFailure(error);
    }
  }
}

function unknownBackup(): AppError {
  return new AppError('not_found', 'There is no such backup.', { nextStep: 'Look at the list again.' });
}
