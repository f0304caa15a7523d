import BetterSqlite3 from 'better-sqlite3';
import { SCHEMA_VERSION } from '../../src/main/database/migrate.ts';

export const NEWER_VERSION = '9.1.0';

/**
 * Makes of a database one that a later version could have written: columns and words that this one does not know, a
 * row of another form, and the record of its start. One file, no log beside it.
 */
export function makeNewer(path: string): void {
  const database = new BetterSqlite3(path);
  database.pragma('ignore_check_constraints = ON');
  database.exec(`
    ALTER TABLE accounts ADD COLUMN shade TEXT;
    UPDATE accounts SET shade = 'deep', colour = 'ultraviolet', mode = 'practice';
    INSERT INTO audit_events
      SELECT sequence + 1, at_ms, 'app.started', 'app', NULL, NULL, NULL, NULL, 'Started on another planet',
        '{"version":"${NEWER_VERSION}","planet":"mars"}', hash, 'h1'
      FROM audit_events ORDER BY sequence DESC LIMIT 1;
    UPDATE audit_head SET sequence = sequence + 1, hash = 'h1';
    INSERT INTO audit_events
      SELECT sequence + 1, at_ms, 'satellite.launched', 'robot', NULL, NULL, NULL, NULL, 'A satellite was launched',
        'not even JSON', hash, 'h2'
      FROM audit_events ORDER BY sequence DESC LIMIT 1;
    UPDATE audit_head SET sequence = sequence + 1, hash = 'h2';
    UPDATE proposals SET state = 'pondering', order_json = '{"kind":"hologram"}';
  `);
  database.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
  database.pragma('journal_mode = DELETE');
  database.close();
}
