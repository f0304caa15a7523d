import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './fixture.ts';
import type { RunningApp } from './launch-app.ts';
import { callTool, DEMO, propose } from './trade-steps.ts';

async function colour({ mainWindow }: RunningApp): Promise<void> {
  await mainWindow.evaluate(`window.app.invoke('accounts.list', {}).then(({ value: [demo] }) =>
    window.app.invoke('accounts.describe', {
      accountId: demo.id, alias: demo.alias, label: demo.label, colour: 'teal', tags: ['family'],
    }))`);
}

async function openPage(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

/** The name is always there; the dot helps the eye. */
async function expectNamed(place: Locator): Promise<void> {
  const name = place.locator('.account-name', { hasText: DEMO }).first();
  await expect(name).toBeVisible();
  await expect(name.locator('.account-dot.account-teal')).toBeVisible();
}

async function picture(page: Page, path: string): Promise<void> {
  await page.screenshot({ path, animations: 'disabled' });
}

test('an account has its colour beside its name wherever it is named', async ({ app }, testInfo) => {
  const { mainWindow } = app;
  await colour(app);
  const client = await app.mcpClient('Claude');
  await callTool(client, 'tiger_get_positions', { account_id: DEMO });
  await propose(client);
  const approvals = await app.approvalWindow();
  await expect(approvals.getByRole('article', { name: /BUY 10 AAPL/ })).toBeVisible();
  await expectNamed(approvals.locator('.ticket-ribbon'));
  await expectNamed(approvals.locator('.queue-row').first());
  await openPage(mainWindow, 'Approvals');
  await expectNamed(mainWindow.locator('.proposal-row').first());
  const places: [string, Locator][] = [
    ['Orders', mainWindow.locator('.tabs-line')],
    ['Audit', mainWindow.locator('button.audit-row', { hasText: 'tiger_place_order' }).first()],
    ['Limits', mainWindow.locator('.panel', { hasText: 'Claude' }).first()],
    ['Supervisor', mainWindow.locator('table').first()],
    ['Accounts', mainWindow.getByRole('article', { name: DEMO })],
  ];
  for (const theme of ['dark', 'light'] as const) {
    await mainWindow.evaluate(`window.app.invoke('settings.set', { theme: '${theme}' })`);
    await expect(mainWindow.locator('html')).toHaveAttribute('data-theme', theme);
    await expect(approvals.locator('html')).toHaveAttribute('data-theme', theme);
    await picture(approvals, testInfo.outputPath(`card-${theme}.png`));
    for (const [name, place] of places) {
      await openPage(mainWindow, name);
      await expectNamed(place);
      await picture(mainWindow, testInfo.outputPath(`${name.toLowerCase()}-${theme}.png`));
    }
  }
});
