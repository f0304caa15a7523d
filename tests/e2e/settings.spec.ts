import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './fixture.ts';
import { launchApp } from './launch-app.ts';

test('each value names its source, and an edit of the file counts without a restart', async ({
  homeDir,
}, testInfo) => {
  const app = await launchApp({ homeDir, args: ['--set=holdSeconds=20'] });
  try {
    const { mainWindow } = app;
    await mainWindow.getByRole('button', { name: /^Settings/ }).click();
    await mainWindow.getByRole('radio', { name: /light/i }).click({ force: true });
    await expect(mainWindow.locator('html')).toHaveAttribute('data-theme', 'light');
    const panel = mainWindow.getByRole('region', { name: 'Where each value comes from' });
    await panel.getByRole('button', { name: 'Show all' }).click();
    const row = (name: string) => panel.getByRole('row').filter({ hasText: name });
    await expect(row('holdSeconds')).toContainText('20');
    await expect(row('holdSeconds')).toContainText('--set=holdSeconds');
    await expect(row('theme')).toContainText('settings file');
    await expect(row('backupsKept')).toContainText('default');
    const file = join(homeDir, 'settings.json');
    const edited = { ...JSON.parse(readFileSync(file, 'utf8')), theme: 'dark', backupsKept: 14 };
    writeFileSync(file, JSON.stringify(edited));
    await expect(mainWindow.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(row('backupsKept')).toContainText('settings file');
    await panel.scrollIntoViewIfNeeded();
    await mainWindow.screenshot({ path: testInfo.outputPath('sources.png'), animations: 'disabled' });
    await mainWindow.getByRole('button', { name: /^Audit/ }).click();
    await expect(mainWindow.getByText('Settings changed: theme')).toHaveCount(1);
    await expect(mainWindow.getByText(/Settings file changed: .*theme/)).toHaveCount(1);
  } finally {
    await app.close();
  }
});
