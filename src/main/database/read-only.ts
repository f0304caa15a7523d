import { chmodSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { DatabaseOptions } from './database.ts';
import type { Schema } from './schema.ts';

/** A file that is read and cannot be written by this app. */
export interface ReadOnlyDatabase {
  readonly schemaVersion: number;
  readonly db: Kysely<Schema>;
  /** Looks at every page, index and constraint. */
  isIntact(): boolean;
  /** To a new file; the copy is the database of one moment, in a file that needs no log beside it. */
  copyTo(path: string): Promise<void>;
  close(): Promise<void>;
}

const FILE_MODE = 0o600;

/** @throws Error, if the file is no database */
export function openReadOnly(options: DatabaseOptions): ReadOnlyDatabase {
  const binding = options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding };
  const connection = new BetterSqlite3(options.path, { readonly: true, fileMustExist: true, ...binding });
  try {
    const schemaVersion = Number(connection.pragma('user_version', { simple: true }));
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) });
    return {
      schemaVersion,
      db,
      isIntact: () => connection.pragma('integrity_check', { simple: true }) === 'ok',
      copyTo: (path) => copyDatabase(connection, { ...options, path }),
      close: () => db.destroy(),
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Copies a database while it is in use, to a file that is not in WAL mode: it can be read where nothing may be written. */
export async function copyDatabase(
  connection: BetterSqlite3.Database,
  { path, nativeBinding }: DatabaseOptions,
): Promise<void> {
  await connection.backup(path);
  chmodSync(path, FILE_MODE);
  const copy = new BetterSqlite3(path, nativeBinding === undefined ? {} : { nativeBinding });
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}
