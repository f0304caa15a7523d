import { expect } from '@playwright/test';
import type { Menu } from 'electron';
import { test as base } from './fixture.ts';
import type { RunningApp } from './launch-app.ts';
import { approve, callTool, expectStatus, propose } from './trade-steps.ts';
import { XKeyboard } from './x-keyboard.ts';

const test = base.extend<{ keyboard: XKeyboard }>({
  // biome-ignore lint/correctness/noEmptyPattern: as in fixture.ts.
  keyboard: async ({}, use) => {
    const keyboard = await XKeyboard.open();
    await use(keyboard);
    keyboard.close();
  },
});

/** Ctrl+Alt+Shift and a letter, pressed at the X server as a keyboard does. */
async function press(keyboard: XKeyboard, key: string): Promise<void> {
  await keyboard.press(['Control_L', 'Alt_L', 'Shift_L', key.toLowerCase()]);
}

function isRegistered({ electronApp }: RunningApp, key: string): Promise<boolean> {
  return electronApp.evaluate(
    ({ globalShortcut }, keys) => globalShortcut.isRegistered(keys),
    `CommandOrControl+Alt+Shift+${key}`,
  );
}

/** Under Xvfb nothing shows a tray, so nobody can click there: from now on the menu that the app gives its tray is kept. */
async function watchTray({ electronApp }: RunningApp): Promise<void> {
  await electronApp.evaluate(({ Tray }) => {
    const setMenu = Tray.prototype.setContextMenu;
    Tray.prototype.setContextMenu = function keep(menu) {
      (globalThis as unknown as { trayMenu: typeof menu }).trayMenu = menu;
      setMenu.call(this, menu);
    };
  });
}

/** Label and whether it can be chosen, of the tray's first level. */
function trayMenu(app: RunningApp): Promise<[string, boolean][]> {
  return app.electronApp.evaluate(
    () =>
      (globalThis as unknown as { trayMenu?: Menu }).trayMenu?.items.map(({ label, enabled }) => [
        label,
        enabled,
      ]) ?? [],
  );
}

function chooseInTray(app: RunningApp, path: readonly string[]): Promise<void> {
  return app.electronApp.evaluate((_electron, labels) => {
    let { items } = (globalThis as unknown as { trayMenu: Menu }).trayMenu;
    for (const label of labels) {
      const item = items.find((each) => each.label === label);
      if (item === undefined) throw new Error(`no ${label} in ${items.map((each) => each.label).join(', ')}`);
      if (item.submenu === undefined || item.submenu === null) item.click();
      items = item.submenu?.items ?? [];
    }
  }, path);
}

test.skip(process.platform !== 'linux', 'the keys are pressed at an X server');

test('keys and tray stop at three levels, and the keys are chosen in the settings', async ({
  app,
  keyboard,
}) => {
  const client = await app.mcpClient();
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'MSFT' });
  const price = Math.floor(Number(quote['bid_price']) * 0.95).toFixed(0);
  const { proposal_id: proposalId } = await propose(client, { symbol: 'MSFT', order_type: 'LMT', price });
  const approvalWindow = await app.approvalWindow();
  await approve(approvalWindow, 'MSFT');
  await expectStatus(client, proposalId, 'working');

  await watchTray(app);
  await app.mainWindow.getByRole('button', { name: 'Settings' }).click();
  const panel = app.mainWindow.getByRole('region', { name: 'Keys that stop trading' });
  await panel.getByRole('combobox', { name: 'Keys: Stop and cancel open orders' }).selectOption('K');
  for (const key of ['S', 'K', 'P']) await expect.poll(() => isRegistered(app, key)).toBe(true);
  expect(await isRegistered(app, 'X')).toBe(false);
  await expect(panel.getByText('Not granted')).toHaveCount(0);

  const banner = app.mainWindow.getByRole('region', { name: 'Stops in force' });
  // Hidden, so that no window of the app can hear them.
  await app.electronApp.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.hide();
  });
  await press(keyboard, 'X');
  await press(keyboard, 'S');
  await expect(banner).toContainText('New orders are held back. Open orders stay open');
  await expect
    .poll(() => trayMenu(app))
    .toContainEqual(['All trading is stopped: level 1, new orders are held back', false]);
  expect(await trayMenu(app)).toContainEqual(['Stop and cancel open orders', true]);
  await expectStatus(client, proposalId, 'working');
  await press(keyboard, 'K');
  await expectStatus(client, proposalId, 'cancelled');
  await expect(banner).toContainText('open orders that were placed here are being cancelled');
  await expect.poll(() => trayMenu(app)).toContainEqual(['Stop and cancel open orders', false]);

  await chooseInTray(app, ['Stop one AI client', 'e2e-client', 'Stop its orders']);
  await expect(banner).toContainText('Orders of e2e-client are stopped');
  await chooseInTray(app, ['Stop one account', 'demo', 'Stop and cancel its open orders']);
  await expect(banner).toContainText('Trading on demo is stopped');

  await press(keyboard, 'P');
  const choice = approvalWindow.getByRole('region', { name: 'Close positions on which account?' });
  await expect(choice).toBeVisible();
  await choice.getByRole('button', { name: 'Close positions on demo' }).click();
  await expect(approvalWindow.getByText('Nothing is held on this account.')).toBeVisible({ timeout: 20_000 });
  expect(await app.mainWindow.evaluate(`window.app.invoke('stops.list', {})`)).toMatchObject({
    value: [{ level: 2 }, { level: 2 }, { level: 1 }],
  });
});
