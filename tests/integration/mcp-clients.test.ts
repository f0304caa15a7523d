import { createMCPClient } from '@ai-sdk/mcp';
import { Experimental_StdioMCPTransport } from '@ai-sdk/mcp/mcp-stdio';
import { Client as ModernClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernStdio } from '@modelcontextprotocol/client/stdio';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import { describe, expect, it } from 'vitest';
import { toolCatalog } from '../../src/main/mcp/tool-catalog.ts';
import { mcpBothClients } from '../support/mcp-both-clients.ts';
import { ORDER, toolExamples } from '../support/tool-examples.ts';

const { app, atEnd } = mcpBothClients();

const NAMES = toolCatalog.map(({ name }) => name);

async function initializeClient(): Promise<Client> {
  const client = new Client({ name: 'Claude Test', version: '1.0' });
  await client.connect(new StdioClientTransport({ ...app().bridge, stderr: 'inherit' }));
  atEnd(() => client.close());
  return client;
}

async function discoverClient(): Promise<ModernClient> {
  const client = new ModernClient(
    { name: 'Modern Test', version: '2.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await client.connect(new ModernStdio({ ...app().bridge, stderr: 'inherit' }));
  atEnd(() => client.close());
  return client;
}

const errorOf = (result: { readonly content?: unknown } | { readonly toolResult: unknown }) =>
  JSON.parse((result as { content: { text: string }[] }).content[0]!.text);

describe.each([
  ['initialize', initializeClient],
  ['server/discover', discoverClient],
])('a client that begins with %s', (_first, connect) => {
  it('sees the tools and the instructions', async () => {
    const client = await connect();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(NAMES);
    expect(client.getInstructions()).toContain('only PROPOSES');
    expect(app().host.connectionsOpen).toBe(1);
  });

  it('reads, and gets the same JSON as text and as structure', async () => {
    const client = await connect();
    await client.listTools();
    const result = await client.callTool({ name: 'tiger_get_quote', arguments: { symbol: 'AAPL' } });
    expect(result.structuredContent).toMatchObject({ symbol: 'AAPL', last_price: '187.42', simulated: true });
    expect(errorOf(result)).toEqual(result.structuredContent);
  });

  it.each(NAMES)('%s answers by the schema in the list and by the full one in its resource', async (name) => {
    app().trading.add({});
    const client = await connect();
    await client.listTools();
    const proposalId = [...app().trading.proposals.keys()][0] ?? '';
    const args = JSON.parse(JSON.stringify(toolExamples(proposalId)[name] ?? {}));
    // The client itself holds the answer to the listed schema.
    const result = await client.callTool({ name, arguments: args });
    expect(result.isError ?? false, JSON.stringify(result.content)).toBe(false);
    const { contents } = await client.readResource({ uri: `tiger://tools/${name}/schema` });
    const { output_schema } = JSON.parse((contents[0] as { text: string }).text);
    expect(output_schema.additionalProperties).toBe(false);
    const judged = new AjvJsonSchemaValidator().getValidator(output_schema)(result.structuredContent);
    expect(judged.errorMessage ?? '').toBe('');
    expect(errorOf(result)).toEqual(result.structuredContent);
  });

  it('proposes under the name it gave, is shown progress, and learns the outcome', async () => {
    const client = await connect();
    const progress: unknown[] = [];
    const pending = client.callTool(
      { name: 'tiger_place_order', arguments: { ...ORDER, wait_seconds: 45 } },
      ...((client instanceof Client
        ? [undefined, { onprogress: (step: unknown) => progress.push(step) }]
        : [{ onprogress: (step: unknown) => progress.push(step) }]) as never[]),
    );
    await expect.poll(() => app().trading.waitersOpen).toBe(1);
    await expect.poll(() => progress.length).toBeGreaterThan(0);
    expect(app().trading.proposed[0]!.requester).toMatchObject({
      name: app().connected[0]!.name,
      connectionId: app().connected[0]!.connectionId,
    });
    app().trading.settle([...app().trading.proposals.keys()][0]!, {
      status: 'submitted',
      brokerOrderId: '42',
    });
    expect((await pending).structuredContent).toMatchObject({ status: 'submitted', order_id: '42' });
  });

  it('that cancels a waiting call stops the waiting alone', async () => {
    const client = await connect();
    const cancelling = new AbortController();
    const options = { signal: cancelling.signal };
    const call = { name: 'tiger_place_order', arguments: { ...ORDER, wait_seconds: 45 } };
    const pending =
      client instanceof Client ? client.callTool(call, undefined, options) : client.callTool(call, options);
    const failed = expect(pending).rejects.toThrow();
    await expect.poll(() => app().trading.waitersOpen).toBe(1);
    cancelling.abort();
    await failed;
    await expect.poll(() => app().trading.waitersOpen).toBe(0);
    expect([...app().trading.proposals.values()]).toMatchObject([{ status: 'awaiting_approval' }]);
  });

  it('that leaves is known to have left, and its calls end', async () => {
    const client = await connect();
    const pending = client
      .callTool({ name: 'tiger_place_order', arguments: { ...ORDER, wait_seconds: 45 } })
      .catch(() => 'gone');
    await expect.poll(() => app().trading.waitersOpen).toBe(1);
    await client.close();
    expect(await pending).toBe('gone');
    const { connectionId } = app().connected[0]!;
    await expect.poll(() => app().trading.gone).toEqual([connectionId]);
    await expect.poll(() => app().disconnected).toEqual([connectionId]);
    await expect.poll(() => app().trading.waitersOpen).toBe(0);
    expect([...app().trading.proposals.values()]).toMatchObject([{ status: 'awaiting_approval' }]);
  });

  it('gets a clear error for an unknown tool and for bad arguments, and goes on', async () => {
    const client = await connect();
    const unknown = await client.callTool({ name: 'tiger_approve', arguments: {} });
    expect(unknown.isError).toBe(true);
    expect(errorOf(unknown)).toMatchObject({ code: 'not_found', retryable: false });
    const bad = await client.callTool({ name: 'tiger_get_quote', arguments: { symbol: { a: 1 } } });
    expect(errorOf(bad)).toMatchObject({ code: 'invalid_input' });
    const huge = client.callTool({ name: 'tiger_get_quote', arguments: { symbol: 'x'.repeat(10_000_000) } });
    await expect(huge).rejects.toThrow(/4 MiB/);
    const good = await client.callTool({ name: 'tiger_get_quote', arguments: { symbol: 'AAPL' } });
    expect(good.isError ?? false).toBe(false);
  });
});

it('a client of the newer library that negotiates finds its revision', async () => {
  const client = new ModernClient({ name: 'Auto', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new ModernStdio({ ...app().bridge, stderr: 'inherit' }));
  atEnd(() => client.close());
  expect((await client.listTools()).tools).toHaveLength(NAMES.length);
});

it('a client that shares no code with the protocol’s own libraries works', async () => {
  const client = await createMCPClient({
    transport: new Experimental_StdioMCPTransport({ ...app().bridge }),
  });
  atEnd(() => client.close());
  const tools = await client.tools();
  expect(Object.keys(tools)).toEqual(NAMES);
  const result = await tools['tiger_get_quote']!.execute!({ symbol: '700' }, {
    toolCallId: '1',
    messages: [],
  } as never);
  expect(JSON.stringify(result)).toContain('00700');
});

it('two clients are two connections: one sees nothing of the other’s calls', async () => {
  const [first, second] = [await initializeClient(), await discoverClient()];
  await Promise.all([
    first.callTool({ name: 'tiger_place_order', arguments: ORDER }),
    second.callTool({ name: 'tiger_place_order', arguments: ORDER }),
  ]);
  expect(new Set(app().trading.proposed.map(({ requester }) => requester.connectionId)).size).toBe(2);
  expect(app().connected.map(({ name, protocolVersion }) => [name, protocolVersion])).toEqual([
    ['Claude Test', '2025-11-25'],
    ['Modern Test', '2026-07-28'],
  ]);
});

describe('when the user changes access', () => {
  it('a newer client that subscribed is told', async () => {
    const seen: (string[] | null)[] = [];
    const client = new ModernClient(
      { name: 'Modern Test', version: '2.0' },
      {
        versionNegotiation: { mode: { pin: '2026-07-28' } },
        listChanged: {
          tools: { onChanged: (_error, tools) => seen.push(tools?.map(({ name }) => name) ?? null) },
        },
      },
    );
    await client.connect(new ModernStdio({ ...app().bridge, stderr: 'inherit' }));
    atEnd(() => client.close());
    await client.listTools();
    app().directory.patch('demo', { clientAccess: 'read' });
    app().sessions.changed({ kind: 'accounts' });
    await expect.poll(() => seen.length).toBe(1);
    expect(seen[0]).not.toContain('tiger_place_order');
    expect(seen[0]).toContain('tiger_get_quote');
  });

  it('an older client is told, and lists the tools that are left', async () => {
    const client = await initializeClient();
    let changes = 0;
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
      changes += 1;
    });
    await client.listTools();
    app().directory.patch('demo', { clientAccess: 'read' });
    app().sessions.changed({ kind: 'accounts' });
    app().sessions.changed({ kind: 'accounts' });
    await expect.poll(() => changes).toBe(1);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain('tiger_place_order');
    const refused = await client.callTool({ name: 'tiger_place_order', arguments: ORDER });
    expect(errorOf(refused)).toMatchObject({ code: 'access_denied' });
    expect(app().trading.proposed).toEqual([]);
  });
});

it('no method of the protocol approves: every one is enumerated', async () => {
  const client = await initializeClient();
  const { id } = app().trading.add({});
  const methods = [
    'ping',
    'completion/complete',
    'logging/setLevel',
    'prompts/get',
    'prompts/list',
    'resources/list',
    'resources/templates/list',
    'resources/read',
    'resources/subscribe',
    'resources/unsubscribe',
    'tools/list',
    'tasks/list',
    'tasks/get',
    'tasks/result',
    'tasks/cancel',
    'server/discover',
    'subscriptions/listen',
    'elicitation/create',
    'sampling/createMessage',
    'roots/list',
    'approvals.decide',
    'approvals/decide',
    'tools/approve',
  ];
  const params = {
    proposal_id: id,
    proposalId: id,
    decision: 'approve',
    seal: 'a'.repeat(64),
    name: id,
    uri: `tiger://proposals/${id}`,
  };
  const anything = { parse: (value: unknown) => value } as never;
  for (const method of methods) {
    await (client as unknown as { request(request: object, schema: never): Promise<unknown> })
      .request({ method, params }, anything)
      .catch(() => 'refused');
    expect(app().trading.proposals.get(id)!.status).toBe('awaiting_approval');
  }
  expect(Object.keys(client.getServerCapabilities() ?? {}).sort()).toEqual([
    'completions',
    'logging',
    'prompts',
    'resources',
    'tools',
  ]);
});
