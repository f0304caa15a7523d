import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import { migrate, refuseNewer } from './migrate.ts';
import { copyDatabase } from './read-only.ts';
import type { Schema } from './schema.ts';

export interface DatabaseOptions {
  readonly path: string;
  /** The driver's binary, for a runtime that cannot load the installed one. */
  readonly nativeBinding?: string;
}

/**
 * Kysely runs one statement or transaction after another on the single connection. Inside a transaction use `trx`
 * alone and await nothing but the database: a call through `db` there waits for the transaction that waits for it.
 */
export interface AppDatabase {
  readonly db: Kysely<Schema>;
  close(): Promise<void>;
  /**
   * Copies it to a new file while it is in use; the copy is the database of one moment. It is no file in WAL mode, so
   * that it can be read where nothing may be written.
   */
  copyTo(path: string): Promise<void>;
  /** Size on disk, write-ahead log included. */
  bytes(): number;
}

const DIR_MODE = 0o700;
const FILE_MODE = 0o600;

/** Found at start. The file is left as it is; what becomes of it the user decides. */
export class DatabaseDamaged extends AppError {
  constructor(cause?: unknown) {
    super('internal', 'The database of this app is damaged.', {
      nextStep: 'Open the app: its window repairs it from a backup.',
      cause,
    });
  }
}

/** @throws DatabaseNewer, DatabaseDamaged (or not a database) */
export function openDatabase(options: DatabaseOptions): AppDatabase {
  mkdirSync(dirname(options.path), { recursive: true, mode: DIR_MODE });
  // SQLite gives its side files the mode of the database file, so that file must exist with ours before it is opened.
  closeSync(openSync(options.path, 'a', FILE_MODE));
  chmodSync(options.path, FILE_MODE);
  const connection = connect(options);
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) });
  return {
    db,
    close: () => db.destroy(),
    copyTo: (path) => copyDatabase(connection, { ...options, path }),
    bytes: () => bytesOf(options.path),
  };
}

function connect(options: DatabaseOptions): BetterSqlite3.Database {
  const connection = open(options);
  try {
    refuseNewer(connection);
    if (connection.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DatabaseDamaged();
    connection.pragma('journal_mode = WAL');
    // FULL: an intent that was committed before an order was sent must survive a power cut.
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    migrate(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw isDamage(error) ? new DatabaseDamaged(error) : error;
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

function open({ path, nativeBinding }: DatabaseOptions): BetterSqlite3.Database {
  return new BetterSqlite3(path, nativeBinding === undefined ? {} : { nativeBinding });
}

function bytesOf(path: string): number {
  return ['', '-wal', '-shm'].reduce(
    (total, suffix) => total + (statSync(`${path}${suffix}`, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
