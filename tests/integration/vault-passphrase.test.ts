import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';
import { type GatewayFixture, gatewayFixture } from '../support/gateway-fixture.ts';

const WORDS = 'correct horse battery';
const WAIT = { timeout: 10_000 };

let harness: CoreHarness;
/** A broker that stays while the app restarts. */
let broker: GatewayFixture;
beforeEach(async () => {
  broker = await gatewayFixture();
  harness = await startCoreHarness({ holdSeconds: 0 });
});
afterEach(async () => {
  await harness.close();
  await broker.close();
});

async function auditText(): Promise<string> {
  const filter = {
    kinds: [],
    actors: [],
    accountId: null,
    clientName: null,
    text: '',
    fromMs: null,
    toMs: null,
  };
  return JSON.stringify((await harness.core.audit.list(filter, null, 200)).events);
}

it('an account waits for the vault after a restart and starts by itself when it is unlocked', async () => {
  const { properties } = broker.gateway;
  const { id } = await harness.core.admin.add({ alias: 'second', label: '', properties });
  await vi.waitFor(() => expect(harness.core.accounts.get(id).state).toBe('ready'), WAIT);
  await harness.core.vaultAdmin.setPassphrase(WORDS, null);

  await harness.restart();
  const { core } = harness;
  await vi.waitFor(() => expect(core.accounts.get(id).state).toBe('credentials_needed'), WAIT);
  expect(core.accounts.get(id).stateText).toContain('passphrase');
  expect(await core.vaultAdmin.status()).toMatchObject({ isLocked: true, waitingAccounts: 1 });
  const adding = core.admin.add({ alias: 'third', label: '', properties });
  await expect(adding).rejects.toMatchObject({ code: 'credentials' });
  expect(core.accounts.find('third')).toBeNull();
  await expect(core.vaultAdmin.unlock('not the passphrase')).rejects.toMatchObject({ code: 'access_denied' });
  await core.vaultAdmin.unlock(WORDS);
  await vi.waitFor(() => expect(core.accounts.get(id).state).toBe('ready'), WAIT);
  expect(await core.vaultAdmin.rotate()).toEqual({ secrets: 1 });

  const text = await auditText();
  for (const kind of ['passphrase_set', 'unlock_refused', 'unlocked', 'key_rotated'])
    expect(text).toContain(`vault.${kind}`);
  expect(text).not.toContain(WORDS);
  expect(text).not.toContain('not the passphrase');
  expect(await core.audit.verify()).toMatchObject({ isIntact: true });
});

it('a locked app lets AI clients read and propose, and nobody decide', async () => {
  const { core } = harness;
  await expect(core.lock.lock('user')).rejects.toMatchObject({ code: 'conflict' });
  await expect(core.changeSettings({ appLockMinutes: 5 })).rejects.toMatchObject({ code: 'conflict' });
  await core.vaultAdmin.setPassphrase(WORDS, null);
  await core.changeSettings({ appLockMinutes: 5 });
  await core.lock.lock('user');
  const client = await harness.client();
  const asked = { account_id: 'demo', symbol: 'AAPL', side: 'BUY', order_type: 'MKT', quantity: '5' };
  const read = await client.callTool({ name: 'tiger_get_positions', arguments: { account_id: 'demo' } });
  expect(read.isError).not.toBe(true);
  const proposed = await client.callTool({
    name: 'tiger_place_order',
    arguments: { ...asked, rationale: 'A first order.' },
  });
  expect(proposed.structuredContent).toMatchObject({
    status: 'awaiting_approval',
    message: expect.stringContaining('locked'),
  });
  await expect(core.vaultAdmin.unlock('not the passphrase')).rejects.toMatchObject({ code: 'access_denied' });
  expect(core.lock.isLocked).toBe(true);
  await core.vaultAdmin.unlock(WORDS);
  expect(core.lock.isLocked).toBe(false);
  expect(harness.published.filter((name) => name === 'lock.changed')).toHaveLength(2);
  await harness.restart();
  expect(harness.core.lock.isLocked).toBe(true);
  expect(await auditText()).toContain('app.locked');
});
