import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type AppDatabase, openDatabase } from '../../src/main/database/database.ts';

/** Real SQLite files in folders of their own, closed and removed after each test. */
export function tempDatabases(): { newPath(): string; open(path?: string): AppDatabase } {
  const opened: AppDatabase[] = [];
  const dirs: string[] = [];
  const newPath = () => {
    const dir = mkdtempSync(join(tmpdir(), 'tiger-mcp-test-'));
    dirs.push(dir);
    return join(dir, 'app.sqlite');
  };
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
  });
  return {
    newPath,
    open: (path = newPath()) => {
      const database = openDatabase({ path });
      opened.push(database);
      return database;
    },
  };
}
