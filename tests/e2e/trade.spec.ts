import { Client as DiscoverClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as DiscoverTransport } from '@modelcontextprotocol/client/stdio';
import { expect } from '@playwright/test';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import { LAUNCHER } from './launch-app.ts';
import {
  approve,
  brokerOrders,
  callTool,
  callToolError,
  DEMO,
  expectStatus,
  proposalStatus,
  propose,
  type ToolAnswer,
} from './trade-steps.ts';

test('an order that an assistant proposes is approved by a held button, fills, and is told everywhere', async ({
  app,
}) => {
  const client = await app.mcpClient('Assistant One');
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'aapl' });
  expect(quote).toMatchObject({ symbol: 'AAPL', currency: 'USD', simulated: true });

  const proposal = await propose(client, { quantity: '10' });
  expect(proposal).toMatchObject({ status: 'awaiting_approval', mode: 'paper', account_id: DEMO });
  expect(await brokerOrders(client)).toEqual([]);

  const window = await app.approvalWindow();
  await expect(window.getByRole('article', { name: /BUY 10 AAPL/ })).toContainText('Assistant One');
  await expect(window.getByText('The user asked for ten shares.')).toBeVisible();
  await approve(window);

  await expectStatus(client, proposal['proposal_id'], 'filled');
  const filled = await callTool(client, 'tiger_get_proposal', { proposal_id: proposal['proposal_id'] });
  expect(filled).toMatchObject({ filled_quantity: '10', final: true });
  const { positions } = await callTool(client, 'tiger_get_positions', { account_id: DEMO });
  expect(positions).toMatchObject([{ symbol: 'AAPL', quantity: '10' }]);

  await app.mainWindow.getByRole('button', { name: /^Portfolio/ }).click();
  await expect(app.mainWindow.getByRole('row', { name: /AAPL/ })).toBeVisible();
  await app.mainWindow.getByRole('button', { name: /^Orders/ }).click();
  await app.mainWindow.getByRole('tab', { name: /Filled/ }).click();
  await expect(app.mainWindow.getByRole('row', { name: /AAPL/ })).toBeVisible();
  await app.mainWindow.getByRole('button', { name: /^Audit/ }).click();
  await app.mainWindow.getByRole('button', { name: /Verify/ }).click();
  await expect(app.mainWindow.getByText(/The chain is intact/)).toBeVisible();
});

test('a call that waits answers as soon as the person has decided', async ({ app }) => {
  const client = await app.mcpClient();
  const waiting = propose(client, { wait_seconds: 45 });
  await approve(await app.approvalWindow());
  expect(['submitted', 'working', 'filled']).toContain((await waiting)['status']);
});

test('a declined order is never sent, and the assistant reads why', async ({ app }) => {
  const client = await app.mcpClient();
  const { proposal_id: proposalId } = await propose(client);
  const window = await app.approvalWindow();
  await window.getByRole('button', { name: 'Decline' }).click();
  await window.getByRole('textbox', { name: /^Reason/ }).fill('Too much tech already.');
  await window.getByRole('button', { name: 'Decline order' }).click();
  await expectStatus(client, proposalId, 'declined');
  const declined = await callTool(client, 'tiger_get_proposal', { proposal_id: proposalId });
  expect(declined).toMatchObject({ decision_note: 'Too much tech already.', final: true });
  expect(await brokerOrders(client)).toEqual([]);
});

test('an edited order replaces the proposal, shows the difference, and is what gets sent', async ({
  app,
}) => {
  const client = await app.mcpClient();
  const { proposal_id: proposalId } = await propose(client);
  const window = await app.approvalWindow();
  await window.getByRole('button', { name: 'Edit' }).click();
  await window.getByLabel('Quantity').fill('4');
  await window.getByRole('button', { name: 'Check the edited order' }).click();
  await expect(window.getByRole('article', { name: /BUY 4 AAPL/ })).toContainText('Changed by your edit');
  await approve(window);
  await expectStatus(client, proposalId, 'superseded');
  const { superseded_by: newId } = await callTool(client, 'tiger_get_proposal', { proposal_id: proposalId });
  await expectStatus(client, newId, 'filled');
  expect(await brokerOrders(client)).toMatchObject([{ quantity: '4' }]);
});

test('neither Enter nor a short press nor a stray Space approves', async ({ app }) => {
  const client = await app.mcpClient();
  const { proposal_id: proposalId } = await propose(client);
  const window = await app.approvalWindow();
  const button = window.getByRole('button', { name: /^Approve/ });
  await expect(button).toHaveAttribute('aria-disabled', 'false', { timeout: 20_000 });
  await button.focus();
  await window.keyboard.press('Enter');
  await window.keyboard.press('Space');
  await button.click();
  await expect(button).toBeVisible();
  expect(await proposalStatus(client, proposalId)).toBe('awaiting_approval');
  expect(await new FaultDoor(app).countOf('place_order')).toBe(0);
});

test('a resting order is cancelled by the assistant without approval', async ({ app }) => {
  const client = await app.mcpClient();
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'MSFT' });
  const price = Math.floor(Number(quote['bid_price']) * 0.95).toFixed(0);
  const { proposal_id: proposalId } = await propose(client, { symbol: 'MSFT', order_type: 'LMT', price });
  await approve(await app.approvalWindow(), 'MSFT');
  await expectStatus(client, proposalId, 'working');
  const { order_id: orderId } = await callTool(client, 'tiger_get_proposal', { proposal_id: proposalId });
  await callTool(client, 'tiger_cancel_order', { account_id: DEMO, order_id: orderId });
  await expectStatus(client, proposalId, 'cancelled');
});

test('one assistant withdraws its own proposal; the card goes away', async ({ app }) => {
  const client = await app.mcpClient();
  const { proposal_id: proposalId } = await propose(client);
  const window = await app.approvalWindow();
  await expect(window.getByRole('article', { name: /BUY 10 AAPL/ })).toBeVisible();
  const withdrawn = await callTool(client, 'tiger_withdraw_proposal', { proposal_id: proposalId });
  expect(withdrawn['status']).toBe('withdrawn');
  await expect(window.getByText('This proposal is over')).toBeVisible();
});

test('a Hong Kong order is checked against its lot, approved and filled in its currency', async ({ app }) => {
  const client = await app.mcpClient();
  const odd = await propose(client, { symbol: '700.HK', quantity: 50 });
  expect(odd['status']).toBe('blocked');
  expect((odd['controls'] as ToolAnswer[]).map(({ control }) => control)).toContain('contract_rules');
  const whole = await propose(client, { symbol: '700', quantity: 100 });
  expect(whole).toMatchObject({ status: 'awaiting_approval', currency: 'HKD' });
  await approve(await app.approvalWindow(), '00700');
  await expectStatus(client, whole['proposal_id'], 'filled');
});

test('what the controls forbid never reaches the window', async ({ app }) => {
  const client = await app.mcpClient();
  const door = new FaultDoor(app);
  await door.setHalted('TSLA', true);
  const blocked = [
    await propose(client, { quantity: 2000 }),
    await propose(client, { side: 'SELL' }),
    await propose(client, { symbol: 'TSLA' }),
    await propose(client, { order_type: 'LMT', price: '900.00' }),
  ];
  expect(blocked.map(({ status }) => status)).toEqual(['blocked', 'blocked', 'blocked', 'blocked']);
  expect(await callToolError(client, 'tiger_place_order', orderOf('NOSUCH'))).toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('NOSUCH'),
  });
  expect(await door.countOf('place_order')).toBe(0);
});

test('a client of the 2026 revision trades the same way', async ({ app }) => {
  const client = new DiscoverClient({ name: 'discoverer', version: '1.0.0' });
  const env = { ...(process.env as Record<string, string>), TIGER_MCP_HOME: app.homeDir };
  const args = await app.pairing('discoverer');
  await client.connect(new DiscoverTransport({ command: LAUNCHER, args, env, stderr: 'pipe' }));
  try {
    const answer = await client.callTool({
      name: 'tiger_place_order',
      arguments: { ...orderOf('AAPL'), wait_seconds: 0 },
    });
    expect(answer.structuredContent).toMatchObject({ status: 'awaiting_approval' });
    await approve(await app.approvalWindow());
    const { proposal_id: proposalId } = answer.structuredContent as ToolAnswer;
    await expect
      .poll(async () => {
        const latest = await client.callTool({
          name: 'tiger_get_proposal',
          arguments: { proposal_id: proposalId },
        });
        return (latest.structuredContent as ToolAnswer)['status'];
      })
      .toBe('filled');
  } finally {
    await client.close();
  }
});

function orderOf(symbol: string): Record<string, unknown> {
  const rationale = 'The user asked for it.';
  return { account_id: DEMO, symbol, side: 'BUY', quantity: 10, order_type: 'MKT', rationale };
}
