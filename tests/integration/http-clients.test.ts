import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernHttp,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toolCatalog } from '../../src/main/mcp/tool-catalog.ts';
import { HttpFixture } from '../support/http-fixture.ts';
import { ORDER } from '../support/tool-examples.ts';

// The real clients of both generations, over a real socket.

let app: HttpFixture;
let entry: { id: string; token: string };
let url: string;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  app = new HttpFixture();
  url = await app.listen();
  entry = await app.client('Claude Code', { role: 'manager' });
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await app.close();
  expect(app.defects).toEqual([]);
});

const withToken = (token: string) => ({ requestInit: { headers: { authorization: `Bearer ${token}` } } });

async function olderClient(token = entry.token): Promise<Client> {
  const client = new Client({ name: 'Older', version: '1.0' });
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), withToken(token));
  // The library's own classes differ from its interface in what may be undefined.
  await client.connect(transport as Parameters<Client['connect']>[0]);
  closing.push(() => client.close());
  return client;
}

async function newerClient(token = entry.token): Promise<ModernClient> {
  const client = new ModernClient(
    { name: 'Newer', version: '2.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await client.connect(new ModernHttp(new URL(`${url}/mcp`), withToken(token)));
  closing.push(() => client.close());
  return client;
}

const textOf = (result: unknown) =>
  JSON.parse((result as { content: { text: string }[] }).content[0]?.text ?? 'null');

describe.each([
  ['2025-11-25', olderClient],
  ['2026-07-28', newerClient],
])('a client of revision %s', (_revision, connect) => {
  it('sees the tools, reads, and is the entry that its token names', async () => {
    const client = await connect();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(toolCatalog.map(({ name }) => name));
    const quote = await client.callTool({ name: 'tiger_get_quote', arguments: { symbol: 'AAPL' } });
    expect(quote.structuredContent).toMatchObject({ symbol: 'AAPL' });
    const rows = await app.audit.list(
      {
        kinds: ['tool.called'],
        actors: [],
        accountId: null,
        clientName: null,
        text: '',
        fromMs: null,
        toMs: null,
      },
      null,
      10,
    );
    expect(rows.events[0]).toMatchObject({ clientName: 'Claude Code' });
    const { resources } = await client.listResources();
    expect(resources.length).toBeGreaterThan(0);
    const { prompts } = await client.listPrompts();
    expect(prompts.length).toBeGreaterThan(0);
  });

  it('proposes and cannot approve; what it may do changes at once', async () => {
    const client = await connect();
    const placed = await client.callTool({ name: 'tiger_place_order', arguments: { ...ORDER } });
    expect(placed.structuredContent).toMatchObject({ status: 'awaiting_approval' });
    await app.book.change(entry.id, { isReadOnly: true });
    const refused = await client.callTool({ name: 'tiger_place_order', arguments: { ...ORDER } });
    expect(textOf(refused)).toMatchObject({ code: 'access_denied' });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain('tiger_place_order');
    expect(tools.some(({ name }) => /approve|decide/.test(name))).toBe(false);
  });

  it('is told that its tools are others now', async () => {
    const client = await connect();
    const told = new Promise<void>((resolve) => {
      if (client instanceof Client)
        client.setNotificationHandler(ToolListChangedNotificationSchema, () => resolve());
      else client.setNotificationHandler('notifications/tools/list_changed', () => resolve());
    });
    const listening = client instanceof Client ? null : await client.listen({ toolsListChanged: true });
    // The older client opens its stream by itself, after its handshake.
    if (client instanceof Client) await client.ping();
    await expect
      .poll(async () => {
        await app.book.change(entry.id, { isReadOnly: !(app.book.find(entry.id)?.isReadOnly ?? false) });
        return Promise.race([
          told.then(() => true),
          new Promise((resolve) => setTimeout(resolve, 50, false)),
        ]);
      })
      .toBe(true);
    await listening?.close();
  });

  it('without a good token it does not come in', async () => {
    await expect(connect('nonsense')).rejects.toThrow();
    expect(app.door.sessionsOpen).toBe(0);
    await app.tokens.revokeAll();
    await expect(connect()).rejects.toThrow();
  });

  it('a revoked token ends what is open', async () => {
    const client = await connect();
    await client.listTools();
    expect(app.door.sessionsOpen).toBe(1);
    await app.tokens.revokeAll();
    expect(app.door.sessionsOpen).toBe(0);
    await expect(client.listTools()).rejects.toThrow();
  });

  it('a call whose client leaves is cancelled', async () => {
    const client = await connect();
    const seen = { reading: false, aborted: false };
    app.directory.held = (signal) =>
      new Promise((_resolve, reject) => {
        seen.reading = true;
        signal?.addEventListener('abort', () => {
          seen.aborted = true;
          reject(new Error('aborted'));
        });
      });
    const abort = new AbortController();
    const call = callQuote(client, abort.signal).catch(() => null);
    await expect.poll(() => seen.reading).toBe(true);
    abort.abort(new Error('enough'));
    await call;
    await expect.poll(() => seen.aborted).toBe(true);
  });
});

/** The two libraries take their options at different places. */
function callQuote(client: Client | ModernClient, signal: AbortSignal): Promise<unknown> {
  const call = { name: 'tiger_get_quote', arguments: { symbol: 'AAPL' } };
  return client instanceof Client
    ? client.callTool(call, undefined, { signal })
    : client.callTool(call, { signal });
}

it('two clients share nothing but the app', async () => {
  const other = await app.client('Viewer', { role: 'viewer' });
  const [first, second] = [await olderClient(), await olderClient(other.token)];
  const names = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);
  expect(await names(first)).toContain('tiger_place_order');
  expect(await names(second)).not.toContain('tiger_get_positions');
});
