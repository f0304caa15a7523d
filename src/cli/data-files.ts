import { open, readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { SCHEMA_VERSION } from '../main/database/migrate.ts';
import { pathsIn } from '../main/platform/paths.ts';

/** What the disk says without the app. Nothing is opened for writing. */
export interface DataFiles {
  /** null: there is no database yet, or it is none: then `isNoDatabase`. */
  readonly database: { readonly bytes: number; readonly schemaVersion: number } | null;
  /** There is a file in its place that is no database. */
  readonly isNoDatabase: boolean;
  /** The newest schema that this version knows. */
  readonly schemaKnown: number;
  readonly bytesFree: number | null;
  readonly backups: readonly { readonly name: string; readonly bytes: number }[];
  readonly lines: readonly string[];
}

const BACKUP = /\.tigerbackup$/;
/** SQLite's file format: a text at the start, and `user_version` as four bytes at 60. */
const MAGIC = 'SQLite format 3\0';
const VERSION_AT = 60;
const HEADER_BYTES = 100;

export async function dataFiles(homeDir: string): Promise<DataFiles> {
  const { databaseFile, backupsDir } = pathsIn(homeDir);
  const database = await databaseFacts(databaseFile);
  const isNoDatabase = database === null && (await holdsSomething(databaseFile));
  const backups = await backupFacts(backupsDir);
  const bytesFree = await free(homeDir);
  return {
    database,
    isNoDatabase,
    schemaKnown: SCHEMA_VERSION,
    bytesFree,
    backups,
    lines: [
      database === null
        ? `Database     ${isNoDatabase ? 'damaged: the file is no database' : 'none'}`
        : `Database     ${database.bytes} bytes, schema ${database.schemaVersion} of ${SCHEMA_VERSION}`,
      `Backups      ${backups.length}`,
      ...(bytesFree === null ? [] : [`Disk         ${Math.floor(bytesFree / 1024 / 1024)} MiB free`]),
      'Read from the files alone: accounts, clients and the log are shown by the running app.',
    ],
  };
}

async function databaseFacts(path: string): Promise<DataFiles['database']> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    if (bytesRead < HEADER_BYTES || buffer.toString('latin1', 0, MAGIC.length) !== MAGIC) return null;
    return { bytes: (await file.stat()).size, schemaVersion: buffer.readUInt32BE(VERSION_AT) };
  } finally {
    await file.close();
  }
}

/** The app makes an empty file before it makes a database of it. */
async function holdsSomething(path: string): Promise<boolean> {
  const facts = await stat(path).catch(() => null);
  return facts !== null && facts.size > 0;
}

async function backupFacts(dir: string): Promise<DataFiles['backups']> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => BACKUP.test(name)).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(dir, name))).size })));
}

/** null: the system does not say. */
async function free(dir: string): Promise<number | null> {
  const facts = await statfs(dir).catch(() => null);
  return facts === null ? null : facts.bavail * facts.bsize;
}
