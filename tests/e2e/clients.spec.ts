import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, type Page } from '@playwright/test';
import { test } from './fixture.ts';
import { LAUNCHER, type RunningApp } from './launch-app.ts';
import { approve, callTool, callToolError, expectStatus, propose } from './trade-steps.ts';

// Who may do what hangs on an entry and its token; a program that nobody has let in reads the demo account.

async function connect(app: RunningApp, name: string, args: string[] = []): Promise<Client> {
  const env = { ...(process.env as Record<string, string>), TIGER_MCP_HOME: app.homeDir };
  const client = new Client({ name, version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: LAUNCHER, args, env, stderr: 'pipe' }));
  return client;
}

async function openConnect(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Connect/ })
    .first()
    .click();
}

test('a program asks to be let in, is let in, proposes, and the user approves', async ({ app }) => {
  const page = app.mainWindow;
  const client = await connect(app, 'Newcomer');
  try {
    expect(await callTool(client, 'tiger_get_quote', { symbol: 'AAPL' })).toMatchObject({ symbol: 'AAPL' });
    expect(await callToolError(client, 'tiger_place_order', {})).toMatchObject({ code: 'access_denied' });
    const before = (await client.listTools()).tools.map(({ name }) => name);
    expect(before).not.toContain('tiger_place_order');

    await expect(page.getByText('A program asks to be let in.')).toBeVisible();
    await page.getByRole('button', { name: 'Look' }).click();
    await expect(page.getByText(/calls itself “Newcomer”/)).toBeVisible();
    await page.getByRole('button', { name: 'Let it in' }).click();
    await expect(page.getByRole('article', { name: 'Newcomer', exact: true })).toBeVisible();

    await expect
      .poll(async () => (await client.listTools()).tools.map(({ name }) => name))
      .toContain('tiger_place_order');
    const { proposal_id: proposalId } = await propose(client);
    await approve(await app.approvalWindow());
    await expectStatus(client, proposalId, 'filled');
  } finally {
    await client.close();
  }
});

test('pause takes effect on the open connection at once, and so does a block', async ({ app }) => {
  const page = app.mainWindow;
  const args = await app.pairing('Cursor');
  const client = await connect(app, 'whatever', args);
  try {
    await callTool(client, 'tiger_get_positions', { account_id: 'demo' });
    await openConnect(page);
    const entry = page.getByRole('article', { name: 'Cursor', exact: true });
    await entry.getByRole('button', { name: 'Pause' }).click();
    await expect(entry.getByText('Paused')).toBeVisible();
    expect(await callToolError(client, 'tiger_get_positions', { account_id: 'demo' })).toMatchObject({
      code: 'access_denied',
      message: 'The user has paused this client.',
    });
    await entry.getByRole('button', { name: 'Go on' }).click();
    await callTool(client, 'tiger_get_positions', { account_id: 'demo' });
    const closed = new Promise<void>((resolve) => {
      client.onclose = () => resolve();
    });
    await entry.getByRole('button', { name: 'Block' }).click();
    await closed;
    await expect(connect(app, 'again', args)).rejects.toThrow();
  } finally {
    await client.close();
  }
});

test('calling itself like a client that was let in gains nothing', async ({ app }) => {
  await app.pairing('Claude Desktop');
  const forger = await connect(app, 'Claude Desktop');
  try {
    expect(await callToolError(forger, 'tiger_place_order', {})).toMatchObject({ code: 'access_denied' });
    const { accounts } = await callTool(forger, 'tiger_list_accounts');
    expect(accounts).toMatchObject([{ account_id: 'demo', access: 'read' }]);
  } finally {
    await forger.close();
  }
});

test('a manager asks to remove an account, and only the user does it', async ({ app }) => {
  const page = app.mainWindow;
  const client = await connect(app, 'any', await app.pairing('Manager'));
  try {
    await openConnect(page);
    const entry = page.getByRole('article', { name: 'Manager', exact: true });
    await entry.getByRole('button', { name: 'Rules of Manager' }).click();
    await entry.getByRole('radio', { name: 'Manager' }).check();
    await expect
      .poll(async () => (await client.listTools()).tools.map(({ name }) => name))
      .toContain('tiger_remove_account');
    expect(await callTool(client, 'tiger_remove_account', { account_id: 'demo' })).toMatchObject({
      status: 'awaiting_confirmation',
    });
    await expect(page.getByText(/asks you to remove the account demo/)).toBeVisible();
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await expect(page.getByText(/asks you to remove the account demo/)).toHaveCount(0);
    expect(await callTool(client, 'tiger_list_accounts')).toMatchObject({
      accounts: [{ account_id: 'demo' }],
    });
  } finally {
    await client.close();
  }
});
