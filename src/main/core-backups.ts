import { toErrorWire } from '../shared/app-error.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { BackupSchedule } from './backup/backup-schedule.ts';
import { Backups } from './backup/backups.ts';
import type { CoreDeps } from './core.ts';
import type { AppDatabase } from './database/database.ts';
import type { Vault } from './vault/vault.ts';

interface Input {
  readonly deps: CoreDeps;
  readonly database: AppDatabase;
  readonly audit: AuditLog;
  readonly vault: Vault;
}

const NOBODY = { clientName: null, accountId: null, proposalId: null, brokerOrderId: null } as const;

/** The backups and their schedule; what was restored at this start is recorded. */
export async function coreBackups({ deps, database, audit, vault }: Input) {
  const { settings, clock, logger, paths, appVersion, publish, scryptCost, nativeBinding, restored } = deps;
  if (restored !== undefined) {
    const summary = `Backup ${restored.backup} restored; what was there before is in ${restored.keptIn}`;
    await audit.append({
      ...NOBODY,
      kind: 'backup.restored',
      actor: 'app',
      summary,
      detail: { ...restored },
    });
  }
  const backups = new Backups({
    database,
    settings,
    vault,
    audit,
    clock,
    paths,
    appVersion,
    changed: () => publish('backups.changed', {}),
    ...(scryptCost === undefined ? {} : { scryptCost }),
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  });
  const schedule = new BackupSchedule({
    backups,
    settings,
    clock,
    logger,
    failed: (error) => {
      const { message, nextStep } = toErrorWire(error);
      const summary = `The daily backup failed: ${message}`;
      return audit.append({ ...NOBODY, kind: 'backup.failed', actor: 'app', summary, detail: { nextStep } });
    },
  });
  return { backups, schedule };
}
