import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { expect, type Page } from '@playwright/test';
import { FaultDoor } from './fault-door.ts';
import { test } from './fixture.ts';
import { launchApp } from './launch-app.ts';
import { callTool, proposalStatus, propose } from './trade-steps.ts';

const CLIENT = 'e2e-client';

async function openGrants(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Grants' }).click();
}

async function makeGrant(page: Page, orders: number): Promise<void> {
  await page.getByRole('button', { name: 'Make a grant' }).click();
  const form = page.getByRole('form', { name: /New grant/ });
  await form.getByLabel('AI client').fill(CLIENT);
  await form.getByLabel('Symbols').fill('aapl');
  await form.getByLabel('One order up to').fill('2000');
  await form.getByLabel('All orders up to').fill('5000');
  await form.getByLabel('Number of orders up to').fill(String(orders));
  await form.getByRole('button', { name: 'Make this grant' }).click();
  await expect(form).toHaveCount(0);
}

/** A limit at the ask, which no control has anything to say about. */
async function buy(client: Client, quantity: number) {
  const quote = await callTool(client, 'tiger_get_quote', { symbol: 'AAPL' });
  return propose(client, { quantity, order_type: 'LMT', price: quote['ask_price'], wait_seconds: 20 });
}

test('a matching order goes out without a card; beyond the budget and after the revocation it needs one', async ({
  app,
  homeDir,
}) => {
  const pairing = await app.pairing(CLIENT);
  const client = await app.mcpClient(CLIENT, pairing);
  const page = app.mainWindow;
  await openGrants(page);
  await makeGrant(page, 1);
  const meters = page.getByRole('region', { name: 'In force' });
  await expect(meters).toContainText('1 of 1 orders left');

  const sent = await buy(client, 2);
  expect(['submitted', 'working', 'partially_filled', 'filled']).toContain(sent['status']);
  expect(await new FaultDoor(app).countOf('place_order')).toBe(1);
  await expect(page.getByRole('region', { name: 'Over' })).toContainText('0 of 1 orders left');

  const beyond = await propose(client, { quantity: 3, order_type: 'MKT' });
  expect(beyond['status']).toBe('awaiting_approval');
  await callTool(client, 'tiger_withdraw_proposal', { proposal_id: beyond['proposal_id'] });

  await makeGrant(page, 9);
  await page.getByRole('button', { name: /^Revoke the grant/ }).click();
  await expect(page.getByText('No grant is in force')).toBeVisible();
  const revoked = await propose(client, { quantity: 4, order_type: 'MKT' });
  expect(revoked['status']).toBe('awaiting_approval');
  const window = await app.approvalWindow();
  await expect(window.getByRole('article', { name: /BUY 4 AAPL/ })).toBeVisible();

  await makeGrant(page, 9);
  await app.close();
  const again = await launchApp({ homeDir });
  try {
    const next = await again.mcpClient(CLIENT, pairing);
    await openGrants(again.mainWindow);
    await expect(again.mainWindow.getByRole('region', { name: 'In force' })).toContainText(
      '9 of 9 orders left',
    );
    const after = await buy(next, 5);
    expect(await proposalStatus(next, after['proposal_id']), JSON.stringify(after)).not.toBe(
      'awaiting_approval',
    );
    await expect(again.mainWindow.getByRole('region', { name: 'In force' })).toContainText(
      '8 of 9 orders left',
    );
  } finally {
    await again.close();
  }
});

test('a grant made on a card is for the client and the symbol of that card', async ({ app }) => {
  const client = await app.mcpClient(CLIENT);
  await propose(client, { quantity: 2 });
  const window = await app.approvalWindow();
  await window.getByRole('button', { name: 'Make a grant for orders like this' }).click();
  const form = window.getByRole('form', { name: /New grant/ });
  await expect(form.getByLabel('AI client')).toHaveValue(CLIENT);
  await expect(form.getByLabel('AI client')).not.toBeEditable();
  await expect(form.getByLabel('Symbols')).toHaveValue('AAPL');
  await form.getByLabel('All orders up to').fill('9000');
  await form.getByLabel('One order up to').fill('2000');
  await form.getByRole('button', { name: 'Make this grant' }).click();
  await expect(form).toHaveCount(0);
  // The card itself still waits for its own decision.
  await expect(window.getByRole('button', { name: /^Approve/ })).toBeVisible();
  expect((await buy(client, 3))['status']).not.toBe('awaiting_approval');
});
