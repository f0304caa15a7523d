import { expect } from '@playwright/test';
import { chooseTheme, expectAccessible, THEMES } from './accessible.ts';
import { test } from './fixture.ts';
import { callTool, propose } from './trade-steps.ts';

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

test('the cards of a trailing stop, a bracket and an algorithm are accessible in both themes', async ({
  app,
}) => {
  const client = await app.mcpClient();
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'MSFT' });
  const price = Math.floor(Number(quote['ask_price']));
  const limit = { order_type: 'LMT', price: String(price) };
  const bracket = { take_profit_price: Math.floor(price * 1.05), stop_loss_price: Math.floor(price * 0.95) };
  await propose(client, { symbol: 'AAPL', quantity: 11, order_type: 'TRAIL', trail_percent: 2 });
  await propose(client, { symbol: 'MSFT', quantity: 12, ...limit, bracket });
  const algo = { participation_rate: 0.1 };
  await propose(client, { symbol: 'NVDA', quantity: 13, order_type: 'VWAP', algo });
  await propose(client, { symbol: 'MSFT', quantity: 14, ...limit, order_type: 'TWAP' });
  const window = await app.approvalWindow();
  for (const theme of THEMES) {
    await chooseTheme(app, theme);
    await expect(window.locator('html')).toHaveAttribute('data-theme', theme);
    for (const [name, words] of [
      [/BUY 11 AAPL/, 'there is no limit'],
      [/BUY 12 MSFT/, 'SELL to stop the loss'],
      [/BUY 13 NVDA.* at most 10 % of the volume/, 'There is no limit'],
      [/BUY 14 MSFT/, 'Limit against ask'],
    ] as const) {
      await window.getByRole('navigation').getByRole('button', { name }).first().click();
      const ticket = window.getByRole('article', { name });
      await expect(ticket).toContainText(words, { timeout: 20_000 });
      await expectAccessible(window);
    }
  }
});
