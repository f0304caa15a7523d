import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from '../../../../src/main/audit/audit-log.ts';
import { type BackupFiles, systemFiles } from '../../../../src/main/backup/backup-files.ts';
import { Backups } from '../../../../src/main/backup/backups.ts';
import { type AppDatabase, openDatabase } from '../../../../src/main/database/database.ts';
import { pathsIn } from '../../../../src/main/platform/paths.ts';
import { memorySettings } from '../../../../src/main/platform/settings.ts';
import { Vault } from '../../../../src/main/vault/vault.ts';
import { Secret } from '../../../../src/shared/secret.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { CHEAP_SCRYPT, noKeychain } from '../../../support/vault-fixture.ts';

export const WORDS = new Secret('a backup passphrase');

/** Backups over a real database in a home folder of its own. */
export class BackupFixture {
  readonly clock = new ManualClock();
  readonly homeDir = mkdtempSync(join(tmpdir(), 'tiger-backup-'));
  readonly paths = pathsIn(this.homeDir);
  readonly settings = memorySettings({ theme: 'dark' });
  database: AppDatabase = openDatabase({ path: this.paths.databaseFile });
  files: BackupFiles = systemFiles;

  get audit(): AuditLog {
    return new AuditLog({ database: this.database.db, clock: this.clock });
  }

  get vault(): Vault {
    const { db } = this.database;
    return new Vault({ database: db, secretBox: noKeychain, clock: this.clock, scryptCost: CHEAP_SCRYPT });
  }

  backups(vault = this.vault): Backups {
    return new Backups({
      database: this.database,
      settings: this.settings,
      vault,
      audit: this.audit,
      clock: this.clock,
      paths: this.paths,
      appVersion: '1.2.3',
      changed: () => {},
      files: this.files,
      scryptCost: CHEAP_SCRYPT,
    });
  }

  async addRow(name: string): Promise<void> {
    const nobody = { clientName: null, accountId: null, proposalId: null, brokerOrderId: null };
    await this.audit.append({ ...nobody, kind: 'app.started', actor: 'app', summary: name, detail: {} });
  }

  async rows(): Promise<string[]> {
    const rows = await this.database.db.selectFrom('audit_events').select('summary').execute();
    return rows.map(({ summary }) => summary);
  }

  backupDir(): string[] {
    return readdirSync(this.paths.backupsDir);
  }

  async close(): Promise<void> {
    await this.database.close();
    rmSync(this.homeDir, { recursive: true, force: true });
  }
}
