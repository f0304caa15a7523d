import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './fixture.ts';
import { propose } from './trade-steps.ts';

const PAGES = [
  'Approvals',
  'Portfolio',
  'Market',
  'Orders',
  'Accounts',
  'Audit',
  'Connect',
  'Risk',
  'Grants',
  'Red team',
  'Limits',
  'Supervisor',
  'Settings',
];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

async function expectAccessible(page: Page): Promise<void> {
  // Legacy mode: the other one opens a page of its own, and this app opens none but its windows.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

for (const theme of ['dark', 'light'] as const) {
  test(`every page and the approval card are accessible in the ${theme} theme`, async ({ app }) => {
    const { mainWindow } = app;
    await mainWindow.getByRole('button', { name: /^Settings/ }).click();
    // Not `check`: the choice shows once it is saved, which the next line waits for.
    await mainWindow.getByRole('radio', { name: new RegExp(theme, 'i') }).click({ force: true });
    await expect(mainWindow.locator('html')).toHaveAttribute('data-theme', theme);
    await propose(await app.mcpClient());
    const approvals = await app.approvalWindow();
    await expect(approvals.getByRole('article', { name: /BUY 10 AAPL/ })).toBeVisible();
    await expectAccessible(approvals);
    for (const name of PAGES) {
      await mainWindow
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .first()
        .click();
      await expect(mainWindow.getByRole('heading', { name, level: 1 })).toBeVisible();
      await expectAccessible(mainWindow);
    }
  });
}
