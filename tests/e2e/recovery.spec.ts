import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { makeNewer, NEWER_VERSION } from '../support/newer-database.ts';
import { test } from './fixture.ts';
import { launchApp, launchRecovery } from './launch-app.ts';
import { propose } from './trade-steps.ts';

const WORDS = 'a backup passphrase';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** A home folder with a proposal and one backup, its app ended. */
async function used(homeDir: string): Promise<{ readonly backup: string; readonly database: string }> {
  const app = await launchApp({ homeDir });
  try {
    await propose(await app.mcpClient('Claude'));
    const input = JSON.stringify({ passphrase: WORDS, isKept: false });
    const backup = `window.app.invoke('backup.create', ${input}).then((reply) => reply.value.name)`;
    return {
      backup: (await app.mainWindow.evaluate(backup)) as string,
      database: join(homeDir, 'tiger-mcp.sqlite'),
    };
  } finally {
    await app.close();
  }
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** In both themes, for whoever looks at how it looks. */
async function pictures(page: Page, path: (name: string) => string, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(`document.documentElement.dataset.theme = '${colorScheme}'`);
    await page.screenshot({ path: path(`${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}

test('data of a newer version is shown and not changed, and gives way to a backup', async ({
  homeDir,
}, testInfo) => {
  const { backup, database } = await used(homeDir);
  makeNewer(database);
  const before = readFileSync(database);
  const app = await launchRecovery({ homeDir });
  try {
    const { window } = app;
    await expect(window.getByRole('heading', { level: 1 })).toContainText(NEWER_VERSION);
    await expect(window.getByText(/Update the app to go on with it, or restore a backup/)).toBeVisible();
    await expect(window.getByRole('cell', { name: /demo/ })).toBeVisible();
    await pictures(window, (name) => testInfo.outputPath(name), 'newer');
    await expectAccessible(window);
    await window.getByRole('tab', { name: 'Proposals' }).click();
    await expect(window.getByText('pondering')).toBeVisible();
    await window.getByRole('tab', { name: 'Audit' }).click();
    await expect(window.getByText('satellite.launched')).toBeVisible();
    await pictures(window, (name) => testInfo.outputPath(name), 'newer-audit');
    await window.getByRole('tab', { name: 'Settings' }).click();
    await expect(window.getByRole('cell', { name: 'holdSeconds' })).toBeVisible();
    for (const name of ['accounts.list', 'settings.set', 'approvals.decide', 'stops.trip']) {
      const reply = await window.evaluate(`window.app.invoke('${name}', {})`);
      expect(reply).toMatchObject({ ok: false, error: { code: 'access_denied' } });
    }
    expect(readFileSync(database).equals(before)).toBe(true);
    await window.getByRole('tab', { name: 'Backups' }).click();
    await pictures(window, (name) => testInfo.outputPath(name), 'newer-backups');
    await expectAccessible(window);
    await window.getByRole('button', { name: `Restore ${backup}` }).click();
    await window.getByLabel('Passphrase of this backup').fill(WORDS);
    const ended = app.electronApp.waitForEvent('close');
    await window.getByRole('button', { name: 'Check, restore and start' }).click();
    await ended;
  } finally {
    await app.close();
  }
  const again = await launchApp({ homeDir });
  try {
    await expect(again.mainWindow.getByRole('heading', { name: 'Approvals', level: 1 })).toBeVisible();
  } finally {
    await again.close();
  }
});

test('a damaged database is repaired from a backup in the window that says so', async ({
  homeDir,
}, testInfo) => {
  const { backup, database } = await used(homeDir);
  const bytes = readFileSync(database);
  bytes.fill(0xff, 4096 * 2, 4096 * 6);
  writeFileSync(database, bytes);
  const app = await launchRecovery({ homeDir });
  try {
    const { window } = app;
    await expect(window.getByRole('heading', { name: 'The database is damaged' })).toBeVisible();
    await window.getByRole('button', { name: `Restore ${backup}` }).click();
    await window.getByLabel('Passphrase of this backup').fill('not the passphrase');
    await window.getByRole('button', { name: 'Check, restore and start' }).click();
    await expect(window.getByText('This passphrase does not open the backup.')).toBeVisible();
    await pictures(window, (name) => testInfo.outputPath(name), 'damaged');
    await expectAccessible(window);
    await window.getByLabel('Passphrase of this backup').fill(WORDS);
    const ended = app.electronApp.waitForEvent('close');
    await window.getByRole('button', { name: 'Check, restore and start' }).click();
    await ended;
    expect(app.output()).not.toContain(WORDS);
  } finally {
    await app.close();
  }
  const again = await launchApp({ homeDir });
  try {
    const aliases = `window.app.invoke('accounts.list', {}).then((reply) => reply.value.map(({ alias }) => alias))`;
    expect(await again.mainWindow.evaluate(aliases)).toEqual(['demo']);
  } finally {
    await again.close();
  }
});
