import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GatewayControl } from '../../src/gateway/faults/gateway-control.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';
import { newerClient, olderClient } from '../support/mcp-client-pair.ts';
import { BRIDGE } from '../support/mcp-host-fixture.ts';

// A client's cancel, through bridge, app and account process, at the exchange's own HTTP server.
let harness: CoreHarness;
let exchange: GatewayControl;
const clients: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  harness = await startCoreHarness();
  const { control } = harness.gateway();
  if (control === null) throw new Error('the exchange has no fault door');
  exchange = control.door;
});

afterEach(async () => {
  await Promise.allSettled(clients.splice(0).map((client) => client.close()));
  await harness.close();
});

async function connected<C extends { close(): Promise<void> }>(
  connect: typeof olderClient | typeof newerClient,
) {
  const env = { PATH: process.env['PATH'] ?? '', TIGER_MCP_HOME: harness.homeDir };
  const client = await connect({ ...BRIDGE, env });
  clients.push(client);
  return client as unknown as C;
}

interface Call {
  readonly name: string;
  readonly arguments: Record<string, unknown>;
}

function called(client: unknown, call: Call, signal: AbortSignal): Promise<unknown> {
  if (client instanceof Client) return client.callTool(call, undefined, { signal });
  return (client as Awaited<ReturnType<typeof newerClient>>).callTool(call, { signal });
}

const countOf = (method: string) => exchange.received().filter((request) => request.method === method).length;
/** Questions that were answered together with an equal one that was under way. */
async function joined(): Promise<number> {
  const { accounts } = harness.core;
  const reads = accounts.reads(accounts.find('demo')!.id);
  return (await reads.read('worker.health', {}, { timeoutMs: 15_000 })).joined;
}
const abandoned = () => exchange.abandoned().map(({ method }) => method);

describe.each([
  ['2025-11-25', olderClient],
  ['2026-07-28', newerClient],
] as const)('a cancel in revision %s', (_revision, connect) => {
  // The second is of the kind whose answers are kept for a while and shared.
  it.each([
    ['kline', { name: 'tiger_get_kline', arguments: { symbol: 'AAPL', period: '1d', count: 5 } }],
    ['quote_depth', { name: 'tiger_get_depth', arguments: { symbol: 'AAPL' } }],
  ] as const)('ends the request to the broker: %s', async (method, call) => {
    const client = await connected(connect);
    exchange.faults.add({ kind: 'hang', method });
    const cancelling = new AbortController();
    const failed = expect(called(client, call, cancelling.signal)).rejects.toThrow();
    await expect.poll(() => countOf(method)).toBe(1);
    expect(abandoned()).toEqual([]);
    cancelling.abort();
    await failed;
    await expect.poll(abandoned).toEqual([method]);
  });

  it('leaves a request that another client waits for as well', async () => {
    const [first, second] = [await connected(connect), await connected(connect)];
    const before = countOf('market_state');
    exchange.faults.add({ kind: 'latency', method: 'market_state', latencyMs: 2000 });
    const call = { name: 'tiger_get_market_status', arguments: { market: 'HK' } };
    const cancelling = new AbortController();
    const failed = expect(called(first, call, cancelling.signal)).rejects.toThrow();
    await expect.poll(() => countOf('market_state')).toBe(before + 1);
    const joinedBefore = await joined();
    const answer = called(second, call, new AbortController().signal);
    await expect.poll(joined).toBe(joinedBefore + 1);
    cancelling.abort();
    await failed;
    expect(await answer).toMatchObject({ structuredContent: { markets: [{ market: 'HK' }] } });
    expect(countOf('market_state')).toBe(before + 1);
    expect(abandoned()).toEqual([]);
  });

  it('that is the client’s leaving ends the request too', async () => {
    const client = await connected<{ close(): Promise<void> }>(connect);
    exchange.faults.add({ kind: 'hang', method: 'kline' });
    const call = { name: 'tiger_get_kline', arguments: { symbol: 'AAPL', period: '1d', count: 5 } };
    const failed = expect(called(client, call, new AbortController().signal)).rejects.toThrow();
    await expect.poll(() => countOf('kline')).toBe(1);
    await client.close();
    await failed;
    await expect.poll(abandoned).toEqual(['kline']);
  });
});
