import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../../../src/main/database/migrate.ts';
import { tempDatabases } from '../../../support/temp-database.ts';

const databases = tempDatabases();

it('a database of before the ids of legs were kept is brought to this version, with what it holds', async () => {
  const path = databases.newPath();
  await databases.open(path).close();
  const before = new BetterSqlite3(path);
  before.exec('DROP TABLE order_legs');
  before.exec(`INSERT INTO risk_settings VALUES ('acc_1', '{}', 1, 5)`);
  before.pragma('user_version = 13');
  before.close();

  const { db } = databases.open(path);
  expect(await db.selectFrom('risk_settings').select('account_id').execute()).toEqual([
    { account_id: 'acc_1' },
  ]);
  expect(await db.selectFrom('order_legs').selectAll().execute()).toEqual([]);
  expect(SCHEMA_VERSION).toBeGreaterThan(13);
});
