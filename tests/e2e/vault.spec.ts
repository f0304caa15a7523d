import { expect } from '@playwright/test';
import { addAccount } from '../support/add-account.ts';
import { gatewayFixture } from '../support/gateway-fixture.ts';
import { test } from './fixture.ts';
import { launchApp, type RunningApp } from './launch-app.ts';

const WORDS = 'correct horse battery';

const stateOf = (app: RunningApp, alias: string) => () =>
  app.mainWindow.evaluate(`window.app.invoke('accounts.list', {}).then((reply) =>
    reply.value.find((account) => account.alias === '${alias}')?.state)`);

test('an account under a passphrase starts when the user unlocks the vault, and a locked window does nothing', async ({
  app,
  homeDir,
}) => {
  const broker = await gatewayFixture();
  try {
    const { mainWindow } = app;
    await addAccount(mainWindow, 'second', broker.gateway.properties);
    await expect.poll(stateOf(app, 'second')).toBe('ready');
    await mainWindow.getByRole('button', { name: 'Settings' }).click();
    await mainWindow.getByLabel('New passphrase', { exact: true }).fill(WORDS);
    await mainWindow.getByLabel('New passphrase again').fill(WORDS);
    await mainWindow.getByRole('button', { name: 'Set passphrase' }).click();
    await expect(mainWindow.getByText('The passphrase is set.')).toBeVisible();
    await app.close();

    const again = await launchApp({ homeDir });
    try {
      const page = again.mainWindow;
      await expect.poll(stateOf(again, 'second')).toBe('credentials_needed');
      await page.getByRole('button', { name: 'Accounts' }).click();
      await page.getByLabel('Passphrase').fill('not the passphrase');
      await page.getByRole('button', { name: 'Unlock' }).click();
      await expect(page.getByText('This is not the passphrase.')).toBeVisible();
      await page.getByLabel('Passphrase').fill(WORDS);
      await page.getByRole('button', { name: 'Unlock' }).click();
      await expect.poll(stateOf(again, 'second')).toBe('ready');

      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Lock now' }).click();
      await expect(page.getByRole('heading', { name: /is locked/ })).toBeVisible();
      const refused = await page.evaluate(`window.app.invoke('accounts.list', {})`);
      expect(refused).toMatchObject({ ok: false, error: { code: 'locked' } });
      await page.getByLabel('Passphrase').fill(WORDS);
      await page.getByRole('button', { name: 'Unlock' }).click();
      await expect(page.getByRole('heading', { name: 'Approvals' }).first()).toBeAttached();
      expect(again.output()).not.toContain(WORDS);
    } finally {
      await again.close();
    }
  } finally {
    await broker.close();
  }
});
