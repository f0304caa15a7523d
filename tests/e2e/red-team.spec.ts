import { expect } from '@playwright/test';
import { test } from './fixture.ts';

test('attacks run from the window on apps of their own, can be ended, and leave nothing in the running app', async ({
  app,
}) => {
  const { mainWindow } = app;
  const ask = async (name: string, input: object): Promise<unknown> => {
    const asked = `window.app.invoke(${JSON.stringify(name)}, ${JSON.stringify(input)})`;
    const reply = (await mainWindow.evaluate(asked)) as { ok: boolean; value: unknown };
    expect(reply.ok).toBe(true);
    return reply.value;
  };
  const auditRows = async () => {
    const filter = {
      kinds: [],
      actors: [],
      accountId: null,
      clientName: null,
      text: '',
      fromMs: null,
      toMs: null,
    };
    const page = await ask('audit.list', { filter, beforeSequence: null, limit: 200 });
    return (page as { events: unknown[] }).events.length;
  };
  const rowsBefore = await auditRows();
  await mainWindow.getByRole('button', { name: 'Red team' }).click();
  await mainWindow.getByRole('button', { name: 'Attack the limits of demo' }).click();
  await expect(mainWindow.getByRole('progressbar', { name: 'Attacks done' })).toBeVisible();
  const stopped = mainWindow.getByRole('listitem').filter({ hasText: 'Stopped' });
  await expect(stopped.nth(1)).toBeVisible({ timeout: 100_000 });
  await mainWindow.getByRole('button', { name: 'End after this attack' }).click();
  const headline = mainWindow.getByText(/^All \d+ attacks were stopped\.$/);
  await expect(headline).toBeVisible({ timeout: 60_000 });
  await expect(mainWindow.getByText('The run was ended before its last attack.')).toBeVisible();
  await mainWindow.getByRole('button', { name: 'Export run' }).click();
  await expect(mainWindow.getByText(/Written to .*red-team-demo/)).toBeVisible();
  expect(await auditRows()).toBe(rowsBefore);
  expect(await ask('proposals.list', { isWaitingOnly: false, limit: 10 })).toEqual([]);
});
