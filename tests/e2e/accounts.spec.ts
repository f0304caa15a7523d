import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts';
import { test } from './fixture.ts';

const DEVELOPER = { tigerId: '20990031', accounts: [{ account: '20990101000000031' }] };
const SLOW = { timeout: 30_000 };

let gateway: Gateway;
let gatewayHome: string;

test.beforeAll(async () => {
  gatewayHome = mkdtempSync(join(tmpdir(), 'tiger-e2e-gateway-'));
  gateway = await startGateway({ homeDir: gatewayHome, tigerIds: [DEVELOPER] });
});

test.afterAll(async () => {
  await gateway.close();
  rmSync(gatewayHome, { recursive: true, force: true });
});

async function openAccounts(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Accounts/ }).click();
  await expect(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible();
}

/** As a person lets go of a file over the page. */
async function dropFile(page: Page, name: string, content: string): Promise<void> {
  const file = JSON.stringify({ name, content });
  const transfer = await page.evaluateHandle(`(() => {
    const { name, content } = ${file};
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], name));
    return transfer;
  })()`);
  await page
    .getByRole('heading', { name: 'Accounts', level: 1 })
    .dispatchEvent('drop', { dataTransfer: transfer });
}

async function addByDrop(page: Page): Promise<void> {
  await openAccounts(page);
  await dropFile(page, 'tiger_openapi_config.properties', gateway.developers[0]!.properties);
  const drawer = page.getByRole('dialog', { name: 'Add account' });
  await expect(drawer.getByText('The connection works')).toBeVisible(SLOW);
  await expect(drawer.getByText(/^Paper\. Tiger says PAPER/)).toBeVisible();
  await expect(drawer.getByRole('textbox', { name: 'Alias' })).toHaveValue('paper-0031');
  await drawer.getByRole('radio', { name: 'Teal' }).check({ force: true });
  await drawer.getByRole('textbox', { name: 'Tags' }).fill('family, long term');
  await drawer.getByRole('button', { name: 'Add account' }).click();
  await expect(drawer).toBeHidden();
  const card = page.getByRole('article', { name: 'paper-0031' });
  await expect(card.getByText('Healthy')).toBeVisible(SLOW);
  await expect(card.getByText('long term')).toBeVisible();
}

test('a dropped file is tested step by step and becomes an account', async ({
  app: { mainWindow: page },
}) => {
  await addByDrop(page);
});

test('a file whose key Tiger refuses says at which step, and what to do', async ({
  app: { mainWindow: page },
}) => {
  await openAccounts(page);
  const other = gateway.developers[0]!.properties.replace('tiger_id=20990031', 'tiger_id=20990999');
  await dropFile(page, 'tiger_openapi_config.properties', other);
  const drawer = page.getByRole('dialog', { name: 'Add account' });
  await expect(drawer.getByText('The connection does not work')).toBeVisible(SLOW);
  const failed = drawer.getByRole('listitem').filter({ hasText: 'failed' });
  await expect(failed).toContainText('Tiger accepts the key');
  await expect(failed).toContainText('Enter the developer id and private key');
});

test('an account is switched off and on, and gets other credentials without a gap', async ({
  app: { mainWindow: page },
}) => {
  await addByDrop(page);
  const card = page.getByRole('article', { name: 'paper-0031' });
  await card.getByRole('button', { name: 'Disable paper-0031' }).click();
  await card.getByRole('button', { name: 'Yes, disable' }).click();
  await expect(card.getByText('You switched this account off.')).toBeVisible(SLOW);
  await card.getByRole('button', { name: 'Enable paper-0031' }).click();
  await expect(card.getByText('Healthy')).toBeVisible(SLOW);
  await card.getByRole('button', { name: 'Replace the credentials of paper-0031' }).click();
  const drawer = page.getByRole('dialog', { name: /Replace the credentials/ });
  await drawer.locator('input[type=file]').setInputFiles({
    name: 'tiger_openapi_config.properties',
    mimeType: 'text/plain',
    buffer: Buffer.from(`\uFEFF${gateway.developers[0]!.properties.replaceAll('\n', '\r\n')}`),
  });
  await expect(drawer.getByText('The connection works')).toBeVisible(SLOW);
  await drawer.getByRole('button', { name: 'Replace credentials' }).click();
  await expect(drawer).toBeHidden(SLOW);
  await expect(card.getByText('Healthy')).toBeVisible();
  await page.getByRole('button', { name: /^Audit/ }).click();
  await expect(page.getByText('Credentials replaced after a connection test').first()).toBeVisible();
});

test('the supervisor page shows a killed process come back, with the reason', async ({ app }) => {
  const { mainWindow: page, electronApp } = app;
  await page.getByRole('button', { name: /^Supervisor/ }).click();
  const row = page.getByRole('row').filter({ hasText: 'demo' }).filter({ hasText: 'Healthy' });
  await expect(row).toBeVisible(SLOW);
  const pidText = async () => /pid (\d+)/.exec((await row.textContent()) ?? '')?.[1] ?? '';
  const before = await pidText();
  expect(Number(before)).toBeGreaterThan(0);
  const known = await electronApp.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid }) => pid),
  );
  expect(known).toContain(Number(before));
  process.kill(Number(before), 'SIGKILL');
  await expect.poll(pidText, SLOW).not.toBe(before);
  await expect(row).toBeVisible(SLOW);
  await page.getByRole('button', { name: 'Details of demo', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: 'demo' });
  await expect(drawer.getByText('its process ended unexpectedly').first()).toBeVisible();
  await expect(drawer.locator('.process-log')).toContainText('an account process ended unasked');
});
