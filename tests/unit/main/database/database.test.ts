import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { setDatabaseAside } from '../../../../src/main/backup/pending-restore.ts';
import { DatabaseDamaged, openDatabase } from '../../../../src/main/database/database.ts';
import { SCHEMA_VERSION } from '../../../../src/main/database/migrate.ts';
import { tempDatabases } from '../../../support/temp-database.ts';

const databases = tempDatabases();

describe('the database', () => {
  it('keeps what was written when it is opened again', async () => {
    const path = databases.newPath();
    const first = databases.open(path);
    await first.db
      .insertInto('risk_settings')
      .values({ account_id: 'acc_1', settings: '{}', version: 1, updated_at_ms: 5 })
      .execute();
    await first.close();
    const rows = await databases.open(path).db.selectFrom('risk_settings').selectAll().execute();
    expect(rows).toEqual([{ account_id: 'acc_1', settings: '{}', version: 1, updated_at_ms: 5 }]);
  });

  it('is readable by its owner alone, the write-ahead log too', async () => {
    const path = databases.newPath();
    const database = databases.open(path);
    await database.db
      .insertInto('vault_keys')
      .values({ id: 'k', wrapped: Buffer.from([1]), created_at_ms: 1 })
      .execute();
    for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(database.bytes()).toBeGreaterThan(0);
  });

  it('writes durably and enforces references', async () => {
    const { db } = databases.open();
    const pragma = async (name: string) => (await sql.raw(`pragma ${name}`).execute(db)).rows[0];
    expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(await pragma('synchronous')).toEqual({ synchronous: 2 });
    expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(await pragma('user_version')).toEqual({ user_version: SCHEMA_VERSION });
  });

  it('refuses data of a newer app and leaves it untouched', () => {
    const path = databases.newPath();
    const newer = new BetterSqlite3(path);
    newer.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    newer.close();
    expect(() => openDatabase({ path })).toThrow(
      expect.objectContaining({ code: 'conflict', nextStep: expect.stringContaining('later') }),
    );
  });

  it('says what to do with a file that is no database, and does not overwrite it', () => {
    const path = databases.newPath();
    const text = 'these are somebody’s notes, not a database. '.repeat(50);
    writeFileSync(path, text);
    expect(() => openDatabase({ path })).toThrow(
      expect.objectContaining({ code: 'internal', nextStep: expect.stringContaining('backup') }),
    );
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('finds a damaged page at start, and leaves the file as it is', async () => {
    const path = databases.newPath();
    const first = databases.open(path);
    const rows = Array.from({ length: 200 }, (_, index) => ({
      account_id: `a${index}`,
      settings: 'x'.repeat(500),
      version: 1,
      updated_at_ms: 1,
    }));
    await first.db.insertInto('risk_settings').values(rows).execute();
    await first.close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, bytes.byteLength - 3 * 4096, bytes.byteLength - 4096);
    writeFileSync(path, bytes);
    expect(() => openDatabase({ path })).toThrow(DatabaseDamaged);
    expect(readFileSync(path)).toEqual(bytes);
    const aside = setDatabaseAside(
      { homeDir: dirname(path), databaseFile: path },
      '2026-01-05T15-00-00-000Z',
    );
    expect(readFileSync(join(aside, basename(path)))).toEqual(bytes);
    expect(existsSync(path)).toBe(false);
  });

  it('undoes a transaction that fails', async () => {
    const { db } = databases.open();
    const failing = db.transaction().execute(async (trx) => {
      await trx
        .insertInto('vault_keys')
        .values({ id: 'k', wrapped: Buffer.from([1]), created_at_ms: 1 })
        .execute();
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await db.selectFrom('vault_keys').selectAll().execute()).toEqual([]);
  });

  it('runs transactions one after another', async () => {
    const { db } = databases.open();
    const increments = Array.from({ length: 20 }, () =>
      db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom('risk_settings').selectAll().executeTakeFirst();
        const version = (row?.version ?? 0) + 1;
        await trx
          .insertInto('risk_settings')
          .values({ account_id: 'a', settings: '{}', version, updated_at_ms: 0 })
          .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ version }))
          .execute();
      }),
    );
    await Promise.all(increments);
    const row = await db.selectFrom('risk_settings').select('version').executeTakeFirstOrThrow();
    expect(row.version).toBe(20);
  });
});
