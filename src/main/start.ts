import { type AppDeps, type RunningApp, startApp } from './app.ts';
import { databaseOf } from './core.ts';
import { type AppDatabase, DatabaseDamaged, openDatabase } from './database/database.ts';
import { DatabaseNewer } from './database/migrate.ts';
import { sqliteBinding } from './platform/environment.ts';
import { startRecoveryApp } from './recovery-app.ts';

/**
 * The database decides which app there is: the whole one, or the one that shows what a newer version has written and
 * brings back a backup. @throws AppError, when it can be neither
 */
export async function start(deps: AppDeps): Promise<RunningApp> {
  const binding = sqliteBinding(deps.facts.isPackaged);
  const { paths } = deps;
  let database: AppDatabase;
  try {
    database = openDatabase(databaseOf({ paths, ...(binding === null ? {} : { nativeBinding: binding }) }));
  } catch (error) {
    if (error instanceof DatabaseNewer || error instanceof DatabaseDamaged)
      return startRecoveryApp(deps, error);
    throw error;
  }
  return startApp(deps, database);
}
