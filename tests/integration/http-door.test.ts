import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';
import { freePort } from '../support/http-fixture.ts';

// The door for HTTP of the whole app: what its settings, its vault and its restart mean for it.

const PASSPHRASE = 'correct horse battery';
let app: CoreHarness;
let port: number;

beforeAll(async () => {
  port = await freePort();
  app = await startCoreHarness({ isHttpOn: true, httpPort: port });
});
afterAll(() => app.close());

const ask = (path: string, token: string) =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` } });

async function issued(): Promise<string> {
  const wanted = { name: 'Grafana', origin: 'http', program: null } as const;
  const { id } = await app.core.book.create({ ...wanted, ...app.core.door.reader() });
  const { token } = await app.core.http.tokens.issue({ clientId: id, label: 'test', days: 1 });
  return token.reveal();
}

it('a token outlives a restart where a passphrase protects its key, and waits for the vault to be opened', async () => {
  await app.core.vaultAdmin.setPassphrase(PASSPHRASE, null);
  const token = await issued();
  expect((await ask('/health', token)).status).toBe(200);
  expect(await app.core.http.state()).toMatchObject({ kind: 'listening', isKeyStored: true });
  await app.restart();
  const locked = await ask('/health', token);
  expect(locked.status).toBe(503);
  expect(await locked.json()).toMatchObject({ error: { code: 'locked' } });
  await app.core.vaultAdmin.unlock(PASSPHRASE);
  expect((await ask('/health', token)).status).toBe(200);
  const text = await (await ask('/metrics', token)).text();
  expect(text).toContain('tiger_mcp_calls_total{tool="tiger_rest_health",outcome="ok"} 1');
  expect(text).toMatch(/tiger_mcp_upstream_calls_total\{lane="1",method="\w+"\} \d+/);
  expect(text).toMatch(/tiger_mcp_process_starts_total\{process="[^"]+"\} 1/);
});

it('figures of the demo account are those that its process gives, in decimal text', async () => {
  const token = await issued();
  const assets = await (await ask('/api/assets?account_id=demo', token)).json();
  expect(assets).toMatchObject({ account_id: 'demo', currency: 'USD', cash_balance: '1000000' });
});

it('opens at another port at once, and shuts', async () => {
  const token = await issued();
  const before = port;
  port = await freePort();
  await app.core.changeSettings({ httpPort: port });
  await app.core.http.state();
  expect((await ask('/health', token)).status).toBe(200);
  await expect(fetch(`http://127.0.0.1:${before}/health`)).rejects.toThrow();
  await app.core.changeSettings({ isHttpOn: false });
  expect(await app.core.http.state()).toEqual({ kind: 'off' });
  await expect(ask('/health', token)).rejects.toThrow();
});
