import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  LoggingMessageNotificationSchema,
  PromptListChangedNotificationSchema,
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { mcpBothClients } from '../support/mcp-both-clients.ts';
import { newerClient, olderClient } from '../support/mcp-client-pair.ts';

// What clients of both revisions are told of their own accord, through the bridge.
const { app, connected } = mcpBothClients();

async function failure(work: Promise<unknown>): Promise<{ code: number; message: string; data?: unknown }> {
  return work.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: { code: number; message: string; data?: unknown }) => error,
  );
}

describe('subscriptions', () => {
  const POSITIONS = 'tiger://accounts/demo/positions';

  it('of an older client bring one notification for each change, until they end', async () => {
    const client = (await connected(olderClient)) as Client;
    const seen: string[] = [];
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
      seen.push(params.uri);
    });
    const proposal = app().trading.add({});
    for (const uri of [
      'tiger://quotes/aapl',
      POSITIONS,
      `tiger://proposals/${proposal.id}`,
      'tiger://health',
    ]) {
      await client.subscribeResource({ uri });
    }
    app().pushed.quote('AAPL');
    app().pushed.quote('AAPL');
    app().pushed.quote('MSFT');
    app().sessions.changed({ kind: 'proposal', proposalId: proposal.id });
    app().sessions.changed({ kind: 'lock' });
    app().pushed.account(app().directory.find('demo')!.id);
    await expect.poll(() => seen.length).toBeGreaterThanOrEqual(4);
    expect(seen.slice(0, 4)).toEqual([
      'tiger://quotes/aapl',
      `tiger://proposals/${proposal.id}`,
      'tiger://health',
      POSITIONS,
    ]);
    // Two pushes within a second are one notification now and one at the second's end.
    await expect.poll(() => seen.filter((uri) => uri === 'tiger://quotes/aapl').length).toBe(2);
    await client.unsubscribeResource({ uri: 'tiger://quotes/aapl' });
    expect(app().pushed.quotes.size).toBe(0);
    await client.close();
    await expect.poll(() => app().pushed.accounts.size).toBe(0);
  });

  it('of an older client for what does not exist or is too much are refused', async () => {
    const client = (await connected(olderClient)) as Client;
    expect(await failure(client.subscribeResource({ uri: 'tiger://nothing' }))).toMatchObject({
      code: -32002,
    });
    for (let index = 0; index < 64; index += 1) {
      await client.subscribeResource({ uri: `tiger://quotes/S${index}` });
    }
    const refused = await failure(client.subscribeResource({ uri: 'tiger://quotes/MORE' }));
    expect(refused.message).toMatch(/64 resource subscriptions already/);
    expect(app().pushed.quotes.size).toBe(64);
  });

  it('stop telling when the user closes the account', async () => {
    const client = (await connected(olderClient)) as Client;
    const seen: string[] = [];
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
      seen.push(params.uri);
    });
    await client.subscribeResource({ uri: POSITIONS });
    await client.subscribeResource({ uri: 'tiger://health' });
    app().directory.patch('demo', { clientAccess: 'none' });
    app().pushed.account(app().directory.find('demo')!.id);
    app().sessions.changed({ kind: 'lock' });
    await expect.poll(() => seen).toEqual(['tiger://health']);
  });

  it('of a newer client are one listening request, which is told what it got', async () => {
    const client = await connected(newerClient);
    await client.listTools();
    const seen: string[] = [];
    client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
      seen.push(params.uri);
    });
    const listening = await client.listen({
      resourceSubscriptions: ['tiger://quotes/AAPL', POSITIONS, 'tiger://nothing'],
    });
    expect(listening.honoredFilter.resourceSubscriptions).toEqual(['tiger://quotes/AAPL', POSITIONS]);
    app().pushed.quote('AAPL');
    app().pushed.account(app().directory.find('demo')!.id);
    await expect.poll(() => seen).toEqual(['tiger://quotes/AAPL', POSITIONS]);
    await listening.close();
    await expect.poll(() => app().pushed.quotes.size + app().pushed.accounts.size).toBe(0);
  });
});

describe('when access changes', () => {
  it('an older client is told of prompts and resources too', async () => {
    const client = (await connected(olderClient)) as Client;
    const told: string[] = [];
    client.setNotificationHandler(PromptListChangedNotificationSchema, () => void told.push('prompts'));
    client.setNotificationHandler(ResourceListChangedNotificationSchema, () => void told.push('resources'));
    await client.listTools();
    app().directory.patch('demo', { clientAccess: 'read' });
    for (const { alias } of app().directory.list()) app().directory.patch(alias, { clientAccess: 'read' });
    app().sessions.changed({ kind: 'accounts' });
    await expect.poll(() => told).toEqual(['resources', 'prompts']);
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).not.toContain('trade_ticket');
  });
});

describe('log messages', () => {
  const wrongCall = { name: 'tiger_get_quote', arguments: { symbol: { no: 1 } } };

  it('go to an older client from the level on that it has set', async () => {
    const client = (await connected(olderClient)) as Client;
    const seen: unknown[] = [];
    client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void seen.push(params));
    await client.callTool(wrongCall);
    await client.setLoggingLevel('warning');
    await client.callTool({ name: 'tiger_get_quote', arguments: { symbol: 'AAPL' } });
    await client.callTool(wrongCall);
    await expect.poll(() => seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ level: 'warning', logger: 'tools', data: { tool: 'tiger_get_quote' } });
  });

  it('go to a newer client for the request that asked for them', async () => {
    const client = await connected(newerClient);
    const seen: unknown[] = [];
    client.setNotificationHandler('notifications/message', ({ params }) => void seen.push(params));
    await client.callTool(wrongCall);
    const _meta = { 'io.modelcontextprotocol/logLevel': 'debug' };
    await client.callTool({ ...wrongCall, _meta } as never);
    await expect.poll(() => seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ level: 'warning', data: { is_error: true } });
  });
});
