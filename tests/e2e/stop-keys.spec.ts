import { expect } from '@playwright/test';
import { test } from './fixture.ts';
import type { RunningApp } from './launch-app.ts';
import { approve, callTool, expectStatus, propose } from './trade-steps.ts';

/** What the desktop would hold for the app: its menu in the tray, and the keys that it registered. */
interface Desktop {
  readonly keys: Record<string, () => void>;
  menu: { label: string; enabled?: boolean; click?: () => void; submenu?: Desktop['menu'] }[];
}

/** No test can press keys of the whole desktop or open a tray's menu: from now on what the app hands to both is kept. */
async function watchDesktop({ electronApp }: RunningApp): Promise<void> {
  await electronApp.evaluate(({ globalShortcut, Menu }) => {
    const desktop: Desktop = { keys: {}, menu: [] };
    (globalThis as unknown as { desktop: Desktop }).desktop = desktop;
    globalShortcut.register = (keys, press) => {
      desktop.keys[keys] = press;
      return true;
    };
    const build = Menu.buildFromTemplate.bind(Menu);
    // It calls itself for each submenu; the whole menu comes last.
    Menu.buildFromTemplate = (template) => {
      const menu = build(template);
      desktop.menu = template as Desktop['menu'];
      return menu;
    };
  });
}

function press(app: RunningApp, key: string): Promise<void> {
  return app.electronApp.evaluate(
    (_electron, keys) => (globalThis as unknown as { desktop: Desktop }).desktop.keys[keys]?.(),
    `CommandOrControl+Alt+Shift+${key}`,
  );
}

/** Label and whether it can be chosen, of the tray's first level. */
function trayMenu(app: RunningApp): Promise<[string, boolean][]> {
  return app.electronApp.evaluate(() =>
    (globalThis as unknown as { desktop: Desktop }).desktop.menu.map(({ label, enabled }) => [
      label,
      enabled !== false,
    ]),
  );
}

function chooseInTray(app: RunningApp, path: readonly string[]): Promise<void> {
  return app.electronApp.evaluate((_electron, labels) => {
    let items = (globalThis as unknown as { desktop: Desktop }).desktop.menu;
    for (const label of labels) {
      const item = items.find((each) => each.label === label);
      if (item === undefined) throw new Error(`no ${label} in ${items.map((each) => each.label).join(', ')}`);
      if (item.submenu === undefined) item.click?.();
      items = item.submenu ?? [];
    }
  }, path);
}

test('keys and tray stop at three levels, and the keys are chosen in the settings', async ({ app }) => {
  const client = await app.mcpClient();
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'MSFT' });
  const price = Math.floor(Number(quote['bid_price']) * 0.95).toFixed(0);
  const { proposal_id: proposalId } = await propose(client, { symbol: 'MSFT', order_type: 'LMT', price });
  const approvalWindow = await app.approvalWindow();
  await approve(approvalWindow, 'MSFT');
  await expectStatus(client, proposalId, 'working');

  await watchDesktop(app);
  await app.mainWindow.getByRole('button', { name: 'Settings' }).click();
  const panel = app.mainWindow.getByRole('region', { name: 'Keys that stop trading' });
  await panel.getByRole('combobox', { name: 'Keys: Stop and cancel open orders' }).selectOption('K');
  const keysOfDesktop = () =>
    app.electronApp.evaluate(() =>
      Object.keys((globalThis as unknown as { desktop: Desktop }).desktop.keys).sort(),
    );
  await expect.poll(keysOfDesktop).toEqual(['K', 'P', 'S'].map((key) => `CommandOrControl+Alt+Shift+${key}`));
  await expect(panel.getByText('Not granted')).toHaveCount(0);

  const banner = app.mainWindow.getByRole('region', { name: 'Stops in force' });
  await press(app, 'S');
  await expect(banner).toContainText('New orders are held back. Open orders stay open');
  await expect
    .poll(() => trayMenu(app))
    .toContainEqual(['All trading is stopped: level 1, new orders are held back', false]);
  expect(await trayMenu(app)).toContainEqual(['Stop and cancel open orders', true]);
  await expectStatus(client, proposalId, 'working');
  await press(app, 'K');
  await expectStatus(client, proposalId, 'cancelled');
  await expect(banner).toContainText('open orders that were placed here are being cancelled');
  await expect.poll(() => trayMenu(app)).toContainEqual(['Stop and cancel open orders', false]);

  await chooseInTray(app, ['Stop one AI client', 'e2e-client', 'Stop its orders']);
  await expect(banner).toContainText('Orders of e2e-client are stopped');
  await chooseInTray(app, ['Stop one account', 'demo', 'Stop and cancel its open orders']);
  await expect(banner).toContainText('Trading on demo is stopped');

  await press(app, 'P');
  const choice = approvalWindow.getByRole('region', { name: 'Close positions on which account?' });
  await expect(choice).toBeVisible();
  await choice.getByRole('button', { name: 'Close positions on demo' }).click();
  await expect(approvalWindow.getByText('Nothing is held on this account.')).toBeVisible({ timeout: 20_000 });
  expect(await app.mainWindow.evaluate(`window.app.invoke('stops.list', {})`)).toMatchObject({
    value: [{ level: 2 }, { level: 2 }, { level: 1 }],
  });
});
