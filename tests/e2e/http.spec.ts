import { createServer } from 'node:net';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, type Page } from '@playwright/test';
import { test } from './fixture.ts';
import { callTool } from './trade-steps.ts';

// The door for HTTP is shut until the user opens it, and a token that the window issues is the only way through it.

async function openConnect(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Connect/ })
    .first()
    .click();
}

async function connected(url: string, token: string): Promise<Client> {
  const client = new Client({ name: 'HTTP test', version: '1.0.0' });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit });
  // The library's own classes differ from its interface in what may be undefined.
  await client.connect(transport as Parameters<Client['connect']>[0]);
  return client;
}

test('the user opens the door, issues a token, a client connects with it, and a revoke ends it', async ({
  app,
}) => {
  const page = app.mainWindow;
  await openConnect(page);
  const panel = page.getByRole('region', { name: 'HTTP access' });
  await expect(panel.getByText('Closed')).toBeVisible();

  // A port that another program has is said, with what to do.
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
  const taken = (squatter.address() as { port: number }).port;
  await panel.getByRole('textbox', { name: 'Port' }).fill(String(taken));
  await panel.getByRole('button', { name: 'Use this port' }).click();
  await panel.getByRole('switch', { name: 'Accept HTTP on this computer' }).click();
  await expect(panel.getByText(`Port ${taken} is taken by another program.`)).toBeVisible();
  await new Promise((resolve) => squatter.close(resolve));
  await panel.getByRole('button', { name: 'Try again' }).click();
  const url = `http://127.0.0.1:${taken}/mcp`;
  await expect(panel.getByText(url, { exact: true })).toBeVisible();

  await panel.getByRole('textbox', { name: 'A program that comes over HTTP alone' }).fill('Grafana');
  await panel.getByRole('button', { name: 'Make an entry' }).click();
  const entry = page.getByRole('article', { name: 'Grafana', exact: true });
  await entry.getByRole('button', { name: 'Rules of Grafana' }).click();
  await entry.getByRole('textbox', { name: 'Used in' }).fill('Dashboard');
  await entry.getByRole('button', { name: 'Issue a token for Grafana' }).click();
  await expect(entry.getByText('Copy this token now: it is not shown again')).toBeVisible();
  const token = (await entry.locator('.token-text').textContent()) ?? '';
  expect(token.split('.')).toHaveLength(3);

  const client = await connected(url, token);
  try {
    expect(await callTool(client, 'tiger_list_accounts')).toMatchObject({
      accounts: [{ account_id: 'demo', access: 'read' }],
    });
    const rest = await fetch(`http://127.0.0.1:${taken}/api/positions`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await rest.json()).toMatchObject({ account_id: 'demo' });
    await entry.getByRole('button', { name: 'I have copied it' }).click();
    await expect(page.getByText(token)).toHaveCount(0);
    await entry.getByRole('button', { name: 'Revoke the token Dashboard' }).click();
    await entry.getByRole('button', { name: 'Revoke', exact: true }).last().click();
    await expect(entry.getByText('Revoked')).toBeVisible();
    await expect(client.listTools()).rejects.toThrow();
  } finally {
    await client.close();
  }

  await panel.getByRole('switch', { name: 'Accept HTTP on this computer' }).click();
  await expect(panel.getByText('Closed')).toBeVisible();
  await expect(fetch(url)).rejects.toThrow();
  expect(app.output()).not.toContain(token);
});

test('other computers are let in by a typed sentence and a certificate alone', async ({ app }) => {
  const page = app.mainWindow;
  const set = (patch: object) => page.evaluate(`window.app.invoke('settings.set', ${JSON.stringify(patch)})`);
  expect(await set({ httpAddress: '0.0.0.0' })).toMatchObject({
    ok: false,
    error: { code: 'access_denied' },
  });
  await openConnect(page);
  const panel = page.getByRole('region', { name: 'HTTP access' });
  await panel.getByRole('button', { name: 'Open to other computers…' }).click();
  await panel.getByRole('textbox', { name: 'Address of this computer' }).fill('0.0.0.0');
  await panel.getByRole('textbox', { name: 'Certificate (PEM file)', exact: true }).fill('/nowhere/cert.pem');
  await panel.getByRole('textbox', { name: 'Key of the certificate (PEM file)' }).fill('/nowhere/key.pem');
  const open = panel.getByRole('button', { name: 'Open to other computers', exact: true });
  await expect(open).toBeDisabled();
  await panel.getByRole('textbox', { name: /type this sentence/ }).fill('open this app to other computers');
  await open.click();
  await expect(panel.getByRole('button', { name: 'Only this computer again' })).toBeVisible();
  await panel.getByRole('switch', { name: 'Accept HTTP on this computer' }).click();
  await expect(panel.getByText('The certificate or its key cannot be used.')).toBeVisible();
  await panel.getByRole('button', { name: 'Only this computer again' }).click();
  await expect(panel.getByText('Only programs on this computer reach it.')).toBeVisible();
});
