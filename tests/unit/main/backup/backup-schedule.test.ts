import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BACKUP_RETRY_AFTER_MS, BackupSchedule } from '../../../../src/main/backup/backup-schedule.ts';
import type { Backups } from '../../../../src/main/backup/backups.ts';
import type { Vault } from '../../../../src/main/vault/vault.ts';
import { Secret } from '../../../../src/shared/secret.ts';
import { silentLogger } from '../../../support/silent-logger.ts';
import { BackupFixture, WORDS } from './backup-fixture.ts';

const DAY_MS = 24 * 60 * 60_000;
const VAULT_WORDS = new Secret('the vault passphrase');

let app: BackupFixture;
let vault: Vault;
let backups: Backups;
let failures: unknown[];
beforeEach(async () => {
  app = new BackupFixture();
  vault = app.vault;
  backups = app.backups(vault);
  failures = [];
});
afterEach(() => app.close());

function schedule(): BackupSchedule {
  const { settings, clock } = app;
  const failed = async (error: unknown) => failures.push(error);
  return new BackupSchedule({ backups, settings, clock, logger: silentLogger, failed });
}

const daily = () => app.backupDir().filter((name) => name.startsWith('daily-'));

it('needs a vault that can keep the passphrase', async () => {
  await expect(backups.create(WORDS, true)).rejects.toMatchObject({ code: 'conflict' });
  await expect(backups.assertDailyPossible()).rejects.toMatchObject({ code: 'conflict' });
  await vault.setPassphrase(VAULT_WORDS, null, async () => {});
  await backups.create(WORDS, true);
  await backups.assertDailyPossible();
  expect((await backups.list()).isPassphraseKept).toBe(true);
});

it('makes one a day, keeps as many as is set, and leaves those of the user alone', async () => {
  await vault.setPassphrase(VAULT_WORDS, null, async () => {});
  const byHand = await backups.create(WORDS, true);
  const running = schedule();
  await running.check();
  expect(daily()).toEqual([]);
  app.settings.set({ backupSchedule: 'daily', backupsKept: 3 });
  for (let day = 0; day < 5; day += 1) {
    await running.check();
    await running.check();
    app.clock.advance(DAY_MS);
  }
  expect(daily()).toHaveLength(3);
  expect(app.backupDir()).toContain(byHand.name);
  await backups.restore(daily().at(-1) ?? '', WORDS);
  expect(failures).toEqual([]);
});

it('waits while the vault is locked', async () => {
  await vault.setPassphrase(VAULT_WORDS, null, async () => {});
  await backups.create(WORDS, true);
  app.settings.set({ backupSchedule: 'daily' });
  vault = app.vault;
  backups = app.backups(vault);
  await schedule().check();
  expect(daily()).toEqual([]);
  await vault.unlock(VAULT_WORDS);
  await schedule().check();
  expect(daily()).toHaveLength(1);
});

it('tells of a failure once, and tries again later', async () => {
  let attempts = 0;
  const failing = new BackupSchedule({
    backups: {
      createDaily: () => {
        attempts += 1;
        return Promise.reject(new Error('full'));
      },
      lastDailyMs: async () => null,
      prune: async () => {},
      removeLeftovers: async () => {},
    },
    settings: app.settings,
    clock: app.clock,
    logger: silentLogger,
    failed: async (error) => failures.push(error),
  });
  app.settings.set({ backupSchedule: 'daily' });
  await failing.check();
  await failing.check();
  expect({ attempts, told: failures.length }).toEqual({ attempts: 1, told: 1 });
  app.clock.advance(BACKUP_RETRY_AFTER_MS);
  await failing.check();
  expect(attempts).toBe(2);
});

it('clears away what a kill has left', async () => {
  const { name } = await backups.create(WORDS, false);
  writeFileSync(join(app.paths.backupsDir, '.copy-abcdefgh.part'), 'half');
  const running = schedule();
  running.start();
  await running.close();
  expect(app.backupDir()).toEqual([name]);
});
