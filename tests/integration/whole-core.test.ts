import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';
import { until } from '../support/until.ts';

let harness: CoreHarness;
beforeEach(async () => {
  harness = await startCoreHarness({ holdSeconds: 0 });
});
afterEach(() => harness.close());

async function call(client: Client, name: string, args: Record<string, unknown> = {}) {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError, JSON.stringify(result.content)).not.toBe(true);
  return result.structuredContent as Record<string, unknown>;
}

const BUY = {
  account_id: 'demo',
  symbol: 'AAPL',
  side: 'BUY',
  order_type: 'MKT',
  quantity: '5',
  rationale: 'A first order.',
};

async function approve(proposalId: string) {
  const card = await harness.core.trading.card(proposalId);
  return harness.core.trading.decide({
    decision: 'approve',
    proposalId,
    seal: card.seal,
    acknowledged: card.acknowledgementsNeeded,
    isStillWanted: true,
  });
}

async function auditKinds(): Promise<string[]> {
  const filter = {
    kinds: [],
    actors: [],
    accountId: null,
    clientName: null,
    text: '',
    fromMs: null,
    toMs: null,
  };
  const { events } = await harness.core.audit.list(filter, null, 200);
  return events.map(({ kind }) => kind).reverse();
}

it('a proposal over MCP waits, is approved by a person, filled by the broker, and recorded', async () => {
  const client = await harness.client();
  const proposed = await call(client, 'tiger_place_order', BUY);
  expect(proposed['status']).toBe('awaiting_approval');
  const proposalId = String(proposed['proposal_id']);
  expect(harness.notified.map(({ id }) => id)).toEqual([proposalId]);
  expect(await call(client, 'tiger_get_positions', { account_id: 'demo' })).toMatchObject({ positions: [] });

  const decided = await approve(proposalId);
  expect(decided.isDelivered).toBe(true);
  await vi.waitFor(
    async () => {
      const { status } = await call(client, 'tiger_get_proposal', { proposal_id: proposalId });
      expect(status).toBe('filled');
    },
    { timeout: 15_000, interval: 200 },
  );
  const { positions } = await call(client, 'tiger_get_positions', { account_id: 'demo' });
  expect(positions).toMatchObject([{ symbol: 'AAPL', quantity: '5' }]);
  const kinds = await auditKinds();
  const inOrder = [
    'proposal.created',
    'approval.decided',
    'order.intent_recorded',
    'order.send_started',
  ] as const;
  const places = inOrder.map((kind) => kinds.indexOf(kind));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(await harness.core.audit.verify()).toMatchObject({ isIntact: true });
});

it('a proposal that the user declines is never sent', async () => {
  const client = await harness.client();
  const { proposal_id: id } = await call(client, 'tiger_place_order', BUY);
  const proposalId = String(id);
  await harness.core.trading.decide({ decision: 'decline', proposalId, note: 'no', isClientBlocked: false });
  expect(await call(client, 'tiger_get_proposal', { proposal_id: proposalId })).toMatchObject({
    status: 'declined',
  });
  expect(await auditKinds()).not.toContain('order.send_started');
});

it('after a restart everything acknowledged is there, once', async () => {
  const before = await harness.client();
  const { proposal_id: id } = await call(before, 'tiger_place_order', { ...BUY, request_id: 'same-key' });
  await approve(String(id));
  await harness.restart();
  const after = await harness.client();
  await vi.waitFor(
    async () => {
      const { positions } = await call(after, 'tiger_get_positions', { account_id: 'demo' });
      expect(positions).toMatchObject([{ symbol: 'AAPL', quantity: '5' }]);
    },
    { timeout: 15_000, interval: 200 },
  );
  const { orders } = await call(after, 'tiger_get_orders', { account_id: 'demo' });
  expect(orders).toHaveLength(1);
  expect(await harness.core.audit.verify()).toMatchObject({ isIntact: true });
});

it('an account that the user closes to AI clients is gone for them at once', async () => {
  const client = await harness.client();
  expect(await call(client, 'tiger_list_accounts')).toMatchObject({ accounts: [{ account_id: 'demo' }] });
  const [demo] = harness.core.accounts.list();
  await harness.core.admin.setClientAccess(demo!.id, 'none');
  expect(await call(client, 'tiger_list_accounts')).toMatchObject({ accounts: [] });
  const refused = await client.callTool({ name: 'tiger_get_positions', arguments: { account_id: 'demo' } });
  expect(refused.isError).toBe(true);
});

it('a demo exchange that ends comes back, and so does its account', async () => {
  const first = harness.gateway();
  await harness.core.changeSettings({ demoClock: 'real' });
  await until(() => expect(harness.gateway()).not.toBe(first));
  await until(() => expect(harness.core.accounts.find('demo')?.state).toBe('ready'));
});

it('an account that the user adds is proven by the broker, and closed to AI clients until the user opens it and gives it to one', async () => {
  const client = await harness.client();
  const { properties } = harness.gateway();
  const { id } = await harness.core.admin.add({ alias: 'second', label: 'Second', properties });
  await until(() => expect(harness.core.accounts.get(id).state).toBe('ready'));
  expect(harness.core.accounts.get(id)).toMatchObject({ mode: 'paper', clientAccess: 'none', isDemo: false });
  const asked = { name: 'tiger_get_positions', arguments: { account_id: 'second' } };
  expect((await client.callTool(asked)).isError).toBe(true);
  await harness.core.admin.setClientAccess(id, 'read');
  expect((await client.callTool(asked)).isError).toBe(true);
  const [entry] = harness.core.book.list();
  const accounts = [...(entry?.accounts ?? []), { accountId: id, access: 'propose' as const }];
  await harness.core.book.change(entry?.id ?? '', { accounts });
  expect(await call(client, 'tiger_get_positions', { account_id: 'second' })).toMatchObject({
    positions: [],
  });
  const order = await client.callTool({
    name: 'tiger_place_order',
    arguments: { ...BUY, account_id: 'second' },
  });
  expect(order.isError).toBe(true);
});
