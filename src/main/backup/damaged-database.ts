import { readdirSync } from 'node:fs';
import { backupNameSchema } from '../../shared/domain/backup.ts';
import type { AppPaths } from '../platform/paths.ts';

/** What a user reads whose database is damaged: what can be done, and from which backup. */
export function damagedDatabaseText({ backupsDir }: Pick<AppPaths, 'backupsDir'>): string {
  const newest = newestBackup(backupsDir);
  const repair =
    newest === null
      ? 'There is no backup in its folder; if you keep one elsewhere, copy it there first.'
      : `Then restore the newest backup, ${newest}, in Settings > Backups.`;
  return `The app can set the file aside, unchanged, and start with an empty database. ${repair} Until you have done so there are no accounts, no history and no limits of yours.`;
}

/** By the time in its name, which is when it was made; null: there is none. */
function newestBackup(dir: string): string | null {
  const stampOf = (name: string) => name.slice(name.indexOf('-'));
  let names: string[];
  try {
    names = readdirSync(dir);
  } catch {
    return null;
  }
  const backups = names.filter((name) => backupNameSchema.safeParse(name).success);
  return backups.sort((left, right) => stampOf(left).localeCompare(stampOf(right))).at(-1) ?? null;
}
