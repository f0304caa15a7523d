import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  LoggingMessageNotificationSchema,
  PromptListChangedNotificationSchema,
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toolCatalog } from '../../src/main/mcp/tool-catalog.ts';
import { newerClient, olderClient } from '../support/mcp-client-pair.ts';
import { McpHostFixture } from '../support/mcp-host-fixture.ts';

// Resources, prompts, completions and their notifications as clients of both revisions see them through the bridge.
let app: McpHostFixture;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  app = new McpHostFixture();
  await app.host.listen();
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await app.close();
  expect(app.defects).toEqual([]);
});

type AnyClient = Awaited<ReturnType<typeof olderClient>> | Awaited<ReturnType<typeof newerClient>>;

async function connected<C extends AnyClient>(
  connect: (bridge: typeof app.bridge) => Promise<C>,
): Promise<C> {
  const client = await connect(app.bridge);
  closing.push(() => client.close());
  return client;
}

/** The contents of a resource, which are one JSON text. */
async function contents(client: AnyClient, uri: string): Promise<Record<string, unknown>> {
  const read = (await client.readResource({ uri })) as { contents: { uri: string; text: string }[] };
  expect(read.contents.map((content) => content.uri)).toEqual([uri]);
  return JSON.parse(read.contents[0]!.text);
}

async function failure(work: Promise<unknown>): Promise<{ code: number; message: string; data?: unknown }> {
  return work.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: { code: number; message: string; data?: unknown }) => error,
  );
}

describe.each([
  ['2025-11-25', olderClient, -32002],
  ['2026-07-28', newerClient, -32602],
] as const)('a client of revision %s', (_revision, connect, notFoundCode) => {
  it('sees the resources of its accounts and the templates', async () => {
    const client = await connected<AnyClient>(connect);
    const { resources } = await client.listResources();
    const uris = resources.map(({ uri }) => uri);
    expect(uris.slice(0, 3)).toEqual(['tiger://health', 'tiger://info', 'tiger://accounts']);
    expect(uris).toContain('tiger://accounts/demo/positions');
    expect(uris).toContain('tiger://accounts/demo/orders');
    expect(resources.every(({ title, description, mimeType }) => title && description && mimeType)).toBe(
      true,
    );
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'tiger://accounts/{alias}/positions',
      'tiger://accounts/{alias}/orders',
      'tiger://quotes/{symbol}',
      'tiger://proposals/{proposal_id}',
      'tiger://tools/{tool}/schema',
    ]);
  });

  it('reads what the tools answer', async () => {
    const proposal = app.trading.add({});
    const client = await connected<AnyClient>(connect);
    const tool = async (name: string, args: Record<string, unknown>) =>
      (await client.callTool({ name, arguments: args })).structuredContent;
    expect(await contents(client, 'tiger://quotes/aapl')).toEqual(
      await tool('tiger_get_quote', { symbol: 'AAPL' }),
    );
    expect(await contents(client, 'tiger://accounts/demo/positions')).toEqual(
      await tool('tiger_get_positions', { account_id: 'demo', limit: 100 }),
    );
    expect(await contents(client, 'tiger://accounts/demo/orders')).toEqual(
      await tool('tiger_get_orders', { account_id: 'demo', limit: 100 }),
    );
    expect(await contents(client, `tiger://proposals/${proposal.id}`)).toEqual(
      await tool('tiger_get_proposal', { proposal_id: proposal.id, wait_seconds: 0 }),
    );
    expect(await contents(client, 'tiger://accounts')).toEqual(
      await tool('tiger_list_accounts', { include_inactive: true }),
    );
    expect(await contents(client, 'tiger://tools/tiger_get_quote/schema')).toMatchObject({
      name: 'tiger_get_quote',
      input_schema: { type: 'object' },
    });
    expect(await contents(client, 'tiger://info')).toMatchObject({
      name: 'tiger-mcp-desktop',
      tools: toolCatalog.map(({ name }) => name),
    });
    expect(await contents(client, 'tiger://health')).toMatchObject({ version: '0.1.0', app_locked: false });
    expect(app.audit.entries.filter(({ kind }) => kind === 'tool.called').length).toBeGreaterThan(10);
  });

  it('is told plainly what it may not read', async () => {
    app.directory.patch('demo', { clientAccess: 'none' });
    const client = await connected<AnyClient>(connect);
    const uris = (await client.listResources()).resources.map(({ uri }) => uri);
    expect(uris).not.toContain('tiger://accounts/demo/positions');
    for (const uri of ['tiger://accounts/demo/positions', 'tiger://nothing', 'file:///etc/passwd', '%%%']) {
      const error = await failure(client.readResource({ uri }));
      expect(error).toMatchObject({ code: notFoundCode });
      expect(error.message).toMatch(/There is no (account|resource)/);
    }
  });

  it('gets prompts with their arguments, and a clear error for a wrong one', async () => {
    const client = await connected<AnyClient>(connect);
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual([
      'portfolio_review',
      'trade_ticket',
      'risk_report',
      'options_strategy',
    ]);
    for (const prompt of prompts) {
      expect(prompt.title && prompt.description).toBeTruthy();
      expect(prompt.arguments?.every(({ description }) => description)).toBe(true);
    }
    const args = { symbol: '700', side: 'buy', quantity: '100', account_id: 'demo', limit_price: '' };
    const { messages } = await client.getPrompt({ name: 'trade_ticket', arguments: args });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ role: 'user', content: { type: 'text' } });
    expect((messages[0]!.content as { text: string }).text).toContain('BUY 100 00700 in my account demo');
    const wrong = await failure(client.getPrompt({ name: 'trade_ticket', arguments: { side: 'hold' } }));
    expect(wrong).toMatchObject({ code: -32602 });
    expect(wrong.message).toMatch(/symbol:.*side:/);
    const closed = { ...args, account_id: 'nobodys' };
    expect((await failure(client.getPrompt({ name: 'trade_ticket', arguments: closed }))).message).toMatch(
      /no account "nobodys"/,
    );
    expect((await failure(client.getPrompt({ name: 'nothing' }))).message).toMatch(/no prompt "nothing"/);
  });

  it('gets completions for accounts, symbols, expiries, proposals and tools', async () => {
    const proposal = app.trading.add({});
    const client = await connected<AnyClient>(connect);
    const values = async (ref: object, name: string, value: string, others: Record<string, string> = {}) =>
      (
        await client.complete({
          ref: ref as { type: 'ref/prompt'; name: string },
          argument: { name, value },
          context: { arguments: others },
        })
      ).completion.values;
    const ticket = { type: 'ref/prompt', name: 'trade_ticket' };
    const options = { type: 'ref/prompt', name: 'options_strategy' };
    expect(await values(ticket, 'account_id', 'de')).toEqual(['demo']);
    expect(await values(ticket, 'symbol', 'Apple')).toContain('AAPL');
    const expiries = await values(options, 'expiry', '20', { symbol: 'AAPL' });
    expect(expiries.length).toBeGreaterThan(0);
    expect(expiries.every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))).toBe(true);
    expect(await values(options, 'expiry', '20')).toEqual([]);
    const resource = (uri: string) => ({ type: 'ref/resource', uri });
    expect(await values(resource('tiger://accounts/{alias}/orders'), 'alias', '')).toContain('demo');
    expect(await values(resource('tiger://proposals/{proposal_id}'), 'proposal_id', 'prp_')).toEqual([
      proposal.id,
    ]);
    expect(await values(resource('tiger://tools/{tool}/schema'), 'tool', 'tiger_get_quo')).toEqual([
      'tiger_get_quote',
    ]);
  });

  it('has the server’s icon and every capability', async () => {
    const client = await connected<AnyClient>(connect);
    await client.listTools();
    expect(client.getServerVersion()).toMatchObject({ title: 'Tiger MCP Desktop', version: '0.1.0' });
    expect(client.getServerVersion()?.icons?.[0]?.src).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(client.getServerCapabilities()).toEqual({
      tools: { listChanged: true },
      resources: { subscribe: true, listChanged: true },
      prompts: { listChanged: true },
      completions: {},
      logging: {},
    });
  });
});

describe('subscriptions', () => {
  const POSITIONS = 'tiger://accounts/demo/positions';

  it('of an older client bring one notification for each change, until they end', async () => {
    const client = (await connected(olderClient)) as Client;
    const seen: string[] = [];
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
      seen.push(params.uri);
    });
    const proposal = app.trading.add({});
    for (const uri of [
      'tiger://quotes/aapl',
      POSITIONS,
      `tiger://proposals/${proposal.id}`,
      'tiger://health',
    ]) {
      await client.subscribeResource({ uri });
    }
    app.pushed.quote('AAPL');
    app.pushed.quote('AAPL');
    app.pushed.quote('MSFT');
    app.host.changed({ kind: 'proposal', proposalId: proposal.id });
    app.host.changed({ kind: 'lock' });
    app.pushed.account(app.directory.find('demo')!.id);
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
    expect(app.pushed.quotes.size).toBe(0);
    await client.close();
    await expect.poll(() => app.pushed.accounts.size).toBe(0);
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
    expect(app.pushed.quotes.size).toBe(64);
  });

  it('stop telling when the user closes the account', async () => {
    const client = (await connected(olderClient)) as Client;
    const seen: string[] = [];
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
      seen.push(params.uri);
    });
    await client.subscribeResource({ uri: POSITIONS });
    await client.subscribeResource({ uri: 'tiger://health' });
    app.directory.patch('demo', { clientAccess: 'none' });
    app.pushed.account(app.directory.find('demo')!.id);
    app.host.changed({ kind: 'lock' });
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
    app.pushed.quote('AAPL');
    app.pushed.account(app.directory.find('demo')!.id);
    await expect.poll(() => seen).toEqual(['tiger://quotes/AAPL', POSITIONS]);
    await listening.close();
    await expect.poll(() => app.pushed.quotes.size + app.pushed.accounts.size).toBe(0);
  });
});

describe('when access changes', () => {
  it('an older client is told of prompts and resources too', async () => {
    const client = (await connected(olderClient)) as Client;
    const told: string[] = [];
    client.setNotificationHandler(PromptListChangedNotificationSchema, () => void told.push('prompts'));
    client.setNotificationHandler(ResourceListChangedNotificationSchema, () => void told.push('resources'));
    await client.listTools();
    app.directory.patch('demo', { clientAccess: 'read' });
    for (const { alias } of app.directory.list()) app.directory.patch(alias, { clientAccess: 'read' });
    app.host.changed({ kind: 'accounts' });
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
