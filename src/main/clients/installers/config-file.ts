import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  copyFile,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/app-error.ts';
import { ConfigTextError } from './config-plan.ts';

/** Claude Code keeps its projects in the same file; some have grown to a few megabytes. */
const FILE_BYTES_MAX = 32 * 1024 * 1024;
/** Enough to go back several steps without filling the folder of another program. */
const BACKUPS_KEPT_MAX = 5;
const BACKUP_MARK = '.tiger-mcp-backup-';
/** A file that we make may come to hold other servers' keys. */
const NEW_FILE_MODE = 0o600;
const WRITE_BITS = 0o222;

export interface ConfigFile {
  /** What the program names. */
  readonly path: string;
  /** Where it lies, behind all links: the link itself stays. */
  readonly realPath: string;
  /** null: there is no such file yet. */
  readonly bytes: Buffer | null;
  readonly mode: number;
}

/** @throws ConfigTextError with the reason and what to do, if it cannot be read or could not be written */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  try {
    const link = await lstat(path).catch(ifAbsent(null));
    if (link === null) return { path, realPath: path, bytes: null, mode: NEW_FILE_MODE };
    const realPath = await realpath(path).catch(ifAbsent(null));
    if (realPath === null)
      throw new ConfigTextError('It is a link to a file that does not exist. Correct or delete the link.');
    const { mode, size, ...facts } = await stat(realPath).then((each) => ({
      mode: each.mode & 0o7777,
      size: each.size,
      isFile: each.isFile(),
    }));
    if (!facts.isFile) throw new ConfigTextError('It is not a file. Move it out of the way.');
    if (size > FILE_BYTES_MAX)
      throw new ConfigTextError('It is too large to be edited here. Change it by hand.');
    if ((mode & WRITE_BITS) === 0)
      throw new ConfigTextError('It is read-only. Allow writing to it, or add the snippet by hand.');
    return { path, realPath, bytes: await readFile(realPath), mode };
  } catch (error) {
    if (error instanceof ConfigTextError) throw error;
    throw new ConfigTextError(
      `It cannot be read (${codeOf(error)}). Check that this user may read and write it.`,
    );
  }
}

/**
 * Puts new text in a file's place, whole or not at all, and keeps a copy of the old one beside it.
 * @returns the path of the copy; null if there was no file
 * @throws AppError conflict if another program wrote it since it was read; unavailable if it cannot be written
 */
export async function writeConfigFile(file: ConfigFile, text: Buffer, nowMs: number): Promise<string | null> {
  const { realPath, bytes, mode } = file;
  const partPath = `${realPath}.tiger-mcp-${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(realPath), { recursive: true });
    const part = await open(partPath, 'wx', mode);
    try {
      await part.writeFile(text);
      // The mode of `open` is cut by the process's mask.
      await part.chmod(mode);
      await part.sync();
    } finally {
      await part.close();
    }
    const now = await readFile(realPath).catch(ifAbsent(null));
    if (!isSame(now, bytes)) throw changedMeanwhile(file.path);
    const backupPath = bytes === null ? null : await backUp(realPath, nowMs);
    await rename(partPath, realPath);
    return backupPath;
  } catch (error) {
    await rm(partPath, { force: true }).catch(() => undefined);
    if (error instanceof AppError) throw error;
    throw new AppError('unavailable', `${file.path} cannot be written (${codeOf(error)}); it is unchanged.`, {
      nextStep:
        'Check that this user may write to its folder and that the disk has room, or add the snippet by hand.',
      retryable: true,
      cause: error,
    });
  }
}

export const changedMeanwhile = (path: string) =>
  new AppError('conflict', `${path} was changed by another program in the meantime; it was left alone.`, {
    nextStep: 'Look at the change again, then repeat it.',
    retryable: true,
  });

async function backUp(realPath: string, nowMs: number): Promise<string> {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
  const backupPath = `${realPath}${BACKUP_MARK}${stamp}`;
  await copyFile(realPath, backupPath, constants.COPYFILE_EXCL);
  const dir = dirname(realPath);
  const ours = (await readdir(dir))
    .filter((name) => name.startsWith(`${basename(realPath)}${BACKUP_MARK}`))
    .sort();
  const old = ours.slice(0, Math.max(0, ours.length - BACKUPS_KEPT_MAX));
  await Promise.all(old.map((name) => rm(join(dir, name), { force: true })));
  return backupPath;
}

function isSame(left: Buffer | null, right: Buffer | null): boolean {
  return left === null || right === null ? left === right : left.equals(right);
}

function ifAbsent<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return value;
    throw error;
  };
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'unknown error';
}
