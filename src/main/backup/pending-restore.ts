import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { AppPaths } from '../platform/paths.ts';
import { DIR_MODE, FILE_MODE } from './backup-files.ts';

/** Says that everything beside it is whole and checked. Written last, removed last. */
const READY = 'ready.json';
const STAGED_DATABASE = 'tiger-mcp.sqlite';
const STAGED_SETTINGS = 'settings.json';

const readySchema = z.strictObject({
  backup: z.string(),
  /** The folder in the home folder that takes what was there before. */
  keptIn: z.string().regex(/^before-restore-[0-9TZ-]+$/),
});
export type PendingRestore = z.infer<typeof readySchema>;

type Paths = Pick<AppPaths, 'homeDir' | 'databaseFile' | 'settingsFile' | 'restoreDir'>;

/** Where a checked database is put for the next start. */
export function stagedDatabase(paths: Pick<Paths, 'restoreDir'>): string {
  return join(paths.restoreDir, STAGED_DATABASE);
}

/** From here on the next start restores it. */
export function makeReady(paths: Paths, backup: string, settings: object, stamp: string): PendingRestore {
  const ready: PendingRestore = { backup, keptIn: `before-restore-${stamp}` };
  writeFileSync(join(paths.restoreDir, STAGED_SETTINGS), JSON.stringify(settings, null, 2), {
    mode: FILE_MODE,
    flush: true,
  });
  const part = join(paths.restoreDir, `${READY}.part`);
  writeFileSync(part, JSON.stringify(ready), { mode: FILE_MODE, flush: true });
  renameSync(part, join(paths.restoreDir, READY));
  return ready;
}

/** null: there is none that is whole. */
export function pendingRestore(paths: Pick<Paths, 'restoreDir'>): PendingRestore | null {
  const file = join(paths.restoreDir, READY);
  if (!existsSync(file)) return null;
  try {
    return readySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Before anything opens the database: what is there goes beside, what was staged takes its place. Each step is one
 * rename, and a start that was killed in the middle is finished by the next one: while the staged database is still
 * in its folder, what lies at the database's place is the old one.
 * @returns what was restored; null if nothing was to be
 */
export function applyPendingRestore(paths: Paths): PendingRestore | null {
  const pending = pendingRestore(paths);
  if (pending === null) {
    // A restore that was being prepared when the app ended.
    rmSync(paths.restoreDir, { recursive: true, force: true });
    return null;
  }
  const keptDir = join(paths.homeDir, pending.keptIn);
  mkdirSync(keptDir, { recursive: true, mode: DIR_MODE });
  const { databaseFile, settingsFile, restoreDir } = paths;
  if (existsSync(stagedDatabase(paths))) {
    for (const suffix of ['', '-wal', '-shm']) moveInto(keptDir, `${databaseFile}${suffix}`);
    renameSync(stagedDatabase(paths), databaseFile);
  }
  const stagedSettings = join(restoreDir, STAGED_SETTINGS);
  if (existsSync(stagedSettings)) {
    moveInto(keptDir, settingsFile);
    renameSync(stagedSettings, settingsFile);
  }
  rmSync(restoreDir, { recursive: true, force: true });
  return pending;
}

/** A database that cannot be read, put aside whole because the user wants to start without it. */
export function setDatabaseAside(paths: Pick<Paths, 'homeDir' | 'databaseFile'>, stamp: string): string {
  const dir = join(paths.homeDir, `damaged-${stamp}`);
  mkdirSync(dir, { recursive: true, mode: DIR_MODE });
  for (const suffix of ['-wal', '-shm', '']) moveInto(dir, `${paths.databaseFile}${suffix}`);
  return dir;
}

/** A time as a part of a file's name. */
export function fileStamp(nowMs: number): string {
  return new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
}

function moveInto(dir: string, file: string): void {
  if (existsSync(file)) renameSync(file, join(dir, basename(file)));
}
