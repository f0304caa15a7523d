import { describe, expect, it } from 'vitest';
import { toolCatalog } from '../../src/main/mcp/tool-catalog.ts';
import { type AnyClient, mcpBothClients } from '../support/mcp-both-clients.ts';
import { newerClient, olderClient } from '../support/mcp-client-pair.ts';

// Resources, prompts and completions as clients of both revisions see them through the bridge.
const { app, connected } = mcpBothClients();

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
    const proposal = app().trading.add({});
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
    expect(app().audit.entries.filter(({ kind }) => kind === 'tool.called').length).toBeGreaterThan(10);
  });

  it('is told plainly what it may not read', async () => {
    app().directory.patch('demo', { clientAccess: 'none' });
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
    const proposal = app().trading.add({});
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
    expect(await values(resource('tiger://tools/{tool}/schema'), 'tool', 'tiger_get_timel')).toEqual([
      'tiger_get_timeline',
    ]);
  });

  it('has an icon of its own on each prompt, and none in the list that models are given', async () => {
    const client = await connected<AnyClient>(connect);
    const { prompts } = await client.listPrompts();
    for (const { name, icons } of prompts) {
      expect(decodeURIComponent(new URL(icons![0]!.src).pathname), name).toMatch(
        /^image\/svg\+xml,<svg .+<\/svg>$/,
      );
    }
    expect(new Set(prompts.map(({ icons }) => icons?.[0]?.src)).size).toBe(prompts.length);
    expect(JSON.stringify((await client.listTools()).tools)).not.toContain('svg');
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
