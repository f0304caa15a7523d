import { expect } from '@playwright/test';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';

test('the Market page moves by itself, shows book and trades, and keeps its list over a restart of the page', async ({
  app,
}) => {
  const { mainWindow } = app;
  await mainWindow.getByRole('button', { name: /^Market/ }).click();
  await expect(mainWindow.getByText('pushed as it happens')).toBeVisible();
  const row = mainWindow.getByRole('row', { name: /AAPL/ });
  await expect(row).toContainText('open');
  await expect(mainWindow.getByRole('region', { name: 'Depth of AAPL' }).getByRole('row')).not.toHaveCount(0);
  await expect(mainWindow.getByRole('region', { name: 'Trades of AAPL' }).getByRole('row')).not.toHaveCount(
    0,
  );
  await new FaultDoor(app).setPrice('AAPL', '312.34');
  await expect(row).toContainText('312.34');
  await mainWindow.getByRole('textbox', { name: 'Add a symbol' }).fill('hk.5');
  await mainWindow.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(mainWindow.getByRole('region', { name: 'Depth of 00005' })).toBeVisible();
  await mainWindow.getByRole('button', { name: 'Remove MSFT from the watch list' }).click();
  await expect(mainWindow.getByRole('row', { name: /MSFT/ })).toHaveCount(0);
  await mainWindow.reload();
  await mainWindow.getByRole('button', { name: /^Market/ }).click();
  await expect(mainWindow.getByRole('row', { name: /00005/ })).toBeVisible();
  await expect(mainWindow.getByRole('row', { name: /MSFT/ })).toHaveCount(0);
});
