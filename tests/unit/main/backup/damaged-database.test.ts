import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { damagedDatabaseText } from '../../../../src/main/backup/damaged-database.ts';

let backupsDir = '';
beforeEach(() => {
  backupsDir = mkdtempSync(join(tmpdir(), 'tiger-damaged-'));
});
afterEach(() => rmSync(backupsDir, { recursive: true, force: true }));

it('names the newest backup, whoever made it, and no other file', () => {
  for (const name of [
    'daily-2026-11-25T08-00-00-000Z.tigerbackup',
    'backup-2026-11-26T08-00-00-000Z.tigerbackup',
    'daily-2026-11-24T08-00-00-000Z.tigerbackup',
    '.sealed-abc.part',
    'notes-2027-01-01.txt',
  ])
    writeFileSync(join(backupsDir, name), '');
  expect(damagedDatabaseText({ backupsDir })).toContain('backup-2026-11-26T08-00-00-000Z.tigerbackup');
});

it('says that there is none, where there is none and where there is no folder', () => {
  expect(damagedDatabaseText({ backupsDir })).toContain('no backup');
  expect(damagedDatabaseText({ backupsDir: join(backupsDir, 'none') })).toContain('no backup');
});
