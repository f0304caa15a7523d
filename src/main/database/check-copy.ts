import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { DatabaseOptions } from './database.ts';
import type { Schema } from './schema.ts';

export interface DatabaseCopy {
  readonly schemaVersion: number;
  /** Every page, index and constraint is in order. */
  readonly isIntact: boolean;
  /** To read it; it cannot be written. */
  readonly db: Kysely<Schema>;
  close(): Promise<void>;
}

/** Opens a file that is not the app's database, looks at all of it, and changes nothing. @throws Error if it is none */
export function openCopy(options: DatabaseOptions): DatabaseCopy {
  const connection = new BetterSqlite3(options.path, {
    readonly: true,
    fileMustExist: true,
    ...(options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding }),
  });
  try {
    const schemaVersion = Number(connection.pragma('user_version', { simple: true }));
    const isIntact = connection.pragma('integrity_check', { simple: true }) === 'ok';
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) });
    return { schemaVersion, isIntact, db, close: () => db.destroy() };
  } catch (error) {
    connection.close();
    throw error;
  }
}
