import { expect } from '@playwright/test';
import { chooseTheme, expectAccessible, THEMES } from './accessible.ts';
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
for (const theme of THEMES) {
  test(`every page and the approval card are accessible in the ${theme} theme`, async ({ app }) => {
    const { mainWindow } = app;
    await chooseTheme(app, theme);
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
