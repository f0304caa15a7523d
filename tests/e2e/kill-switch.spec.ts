import { expect } from '@playwright/test';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import { launchApp } from './launch-app.ts';
import { approve, callTool, DEMO, expectStatus, propose } from './trade-steps.ts';

const SENTENCE = 'I allow new orders again';

test('the stop button holds orders back across a restart, and a typed sentence lets them through again', async ({
  app,
  homeDir,
}) => {
  const client = await app.mcpClient();
  const { proposal_id: waitingId } = await propose(client);
  const window = await app.approvalWindow();
  await expect(window.getByRole('article', { name: /BUY 10 AAPL/ })).toBeVisible();
  await window.getByRole('button', { name: 'Stop trading' }).click();
  await expect(window.getByText(/All trading is stopped/)).toBeVisible();
  await expect(app.mainWindow.getByText(/All trading is stopped/)).toBeVisible();
  await expect(window.getByRole('button', { name: 'Lift the stop' })).toHaveCount(0);
  expect((await propose(client, { symbol: 'MSFT' }))['status']).toBe('blocked');
  await callTool(client, 'tiger_withdraw_proposal', { proposal_id: waitingId });
  expect(await new FaultDoor(app).countOf('place_order')).toBe(0);
  await app.close();

  const again = await launchApp({ homeDir });
  try {
    const banner = again.mainWindow.getByRole('region', { name: 'Stops in force' });
    await expect(banner).toContainText('All trading is stopped');
    const nextClient = await again.mcpClient();
    await expect.poll(async () => (await propose(nextClient))['status']).toBe('blocked');
    await banner.getByRole('button', { name: 'Lift the stop' }).click();
    const allow = banner.getByRole('button', { name: 'Allow new orders' });
    await expect(allow).toBeDisabled();
    await banner.getByRole('textbox').fill(SENTENCE);
    await allow.click();
    await expect(banner).toHaveCount(0);
    expect((await propose(nextClient))['status']).toBe('awaiting_approval');
  } finally {
    await again.close();
  }
});

test('an assistant can stop trading and not start it; the user has its open orders cancelled', async ({
  app,
}) => {
  const client = await app.mcpClient();
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'MSFT' });
  const price = Math.floor(Number(quote['bid_price']) * 0.95).toFixed(0);
  const { proposal_id: proposalId } = await propose(client, { symbol: 'MSFT', order_type: 'LMT', price });
  await approve(await app.approvalWindow(), 'MSFT');
  await expectStatus(client, proposalId, 'working');

  const reason = 'The user said stop.';
  const stopped = await callTool(client, 'tiger_trip_kill_switch', {
    scope: 'account',
    account_id: DEMO,
    reason,
  });
  expect(stopped).toMatchObject({ scope: 'account', account_id: DEMO, level: 1 });
  const banner = app.mainWindow.getByRole('region', { name: 'Stops in force' });
  await expect(banner).toContainText(`Trading on ${DEMO} is stopped`);
  await expect(banner).toContainText(reason);
  expect((await propose(client))['status']).toBe('blocked');
  await expectStatus(client, proposalId, 'working');

  await banner.getByRole('button', { name: 'Cancel open orders too' }).click();
  await expectStatus(client, proposalId, 'cancelled');
});
