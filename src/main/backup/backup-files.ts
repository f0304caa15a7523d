import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';

/** The calls to the file system that backups make, so that a test can let one of them fail. */
export const systemFiles = { mkdir, open, readdir, rename, rm, stat };
export type BackupFiles = typeof systemFiles;

export const DIR_MODE = 0o700;
export const FILE_MODE = 0o600;
