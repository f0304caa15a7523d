import { expect } from '@playwright/test';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import { launchApp } from './launch-app.ts';
import { approve, brokerOrders, callTool, expectStatus, propose } from './trade-steps.ts';

const ALERT_WITHIN = { timeout: 60_000 } as const;

test('a fill that was not approved is shown on every page until the user has seen it', async ({ app }) => {
  const door = new FaultDoor(app);
  const client = await app.mcpClient();
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'MSFT' });
  const price = Math.floor(Number(quote['bid_price']) * 0.97).toFixed(0);
  const { proposal_id: id } = await propose(client, { symbol: 'MSFT', order_type: 'LMT', price });
  await approve(await app.approvalWindow(), 'MSFT');
  await expectStatus(client, id, 'working');
  await door.enlargeElsewhere('MSFT', 15);
  await door.setPrice('MSFT', price);
  await expectStatus(client, id, 'filled');

  const banner = app.mainWindow.getByRole('region', { name: 'Alerts' });
  await expect(banner).toContainText('Not filled as approved', ALERT_WITHIN);
  await expect(banner).toContainText('15 were filled; 10 were approved.');
  await app.mainWindow.getByRole('button', { name: 'Risk' }).click();
  const history = app.mainWindow.getByRole('region', { name: 'After the trade' });
  await expect(history).toContainText('15 were filled; 10 were approved.');
  await expect(history).toContainText('open');
  await banner.getByRole('button', { name: 'I have seen it' }).click();
  await expect(banner).toHaveCount(0);
  await expect(history).toContainText('seen');
});

test('an order made elsewhere is told of, and quitting asks about open orders', async ({ app }) => {
  const door = new FaultDoor(app);
  const client = await app.mcpClient();
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'MSFT' });
  const price = Math.floor(Number(quote['bid_price']) * 0.9).toFixed(0);
  const { proposal_id: id } = await propose(client, { symbol: 'MSFT', order_type: 'LMT', price });
  await approve(await app.approvalWindow(), 'MSFT');
  await expectStatus(client, id, 'working');
  await door.placeElsewhere('NVDA', 'BUY', 3);
  const banner = app.mainWindow.getByRole('region', { name: 'Alerts' });
  await expect(banner).toContainText('Made outside this app', ALERT_WITHIN);
  await expect(banner).toContainText('BUY 3 NVDA');

  const asked = await app.electronApp.evaluate(async ({ app: electron, dialog }) => {
    const questions: { message: string; detail?: string; buttons?: string[] }[] = [];
    dialog.showMessageBox = (async (options: (typeof questions)[number]) => {
      questions.push(options);
      return { response: (options.buttons ?? []).indexOf('Do not quit'), checkboxChecked: false };
    }) as unknown as typeof dialog.showMessageBox;
    electron.quit();
    while (questions.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const { message, detail, buttons } = questions[0] ?? { message: '' };
    return { message, detail, buttons };
  });
  expect(asked.message).toContain('1 order made here is open at the broker');
  expect(asked.detail).toMatch(/BUY 10 MSFT @ [\d.]+, DAY, 0 filled, on demo/);
  expect(asked.buttons).toEqual(['Quit and leave as they are', 'Cancel open orders and quit', 'Do not quit']);
  await expect(banner).toBeVisible();
  await expectStatus(client, id, 'working');

  await app.electronApp.evaluate(({ dialog }) => {
    dialog.showMessageBox = (async (options: { buttons?: string[] }) => ({
      response: (options.buttons ?? []).indexOf('Cancel open orders and quit'),
      checkboxChecked: false,
    })) as unknown as typeof dialog.showMessageBox;
  });
  const ended = new Promise<void>((resolve) => app.electronApp.once('close', () => resolve()));
  await app.electronApp.evaluate(({ app: electron }) => electron.quit());
  await ended;
  const again = await launchApp({ homeDir: app.homeDir });
  try {
    const orders = await brokerOrders(await again.mcpClient(), 'MSFT');
    expect(orders).toMatchObject([{ status: 'cancelled' }]);
    await expect(again.mainWindow.getByRole('region', { name: 'Alerts' })).toContainText('BUY 3 NVDA');
  } finally {
    await again.close();
  }
});
