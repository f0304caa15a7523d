import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { McpHostFixture } from '../support/mcp-host-fixture.ts';
import { greetedPeer, INITIALIZE, type RawPeer, readyPeer } from '../support/raw-peer.ts';

let app: McpHostFixture;
const peers: RawPeer[] = [];

beforeEach(async () => {
  app = new McpHostFixture();
  await app.host.listen();
});

afterEach(async () => {
  for (const { socket } of peers.splice(0)) socket.destroy();
  await app.close();
});

function kept(one: RawPeer): RawPeer {
  peers.push(one);
  return one;
}

const peer = () => kept(greetedPeer(app));
const ready = async () => kept(await readyPeer(app));
const quote = (id: number) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name: 'tiger_get_quote', arguments: { symbol: 'AAPL' } },
});

describe('bad messages', () => {
  it('before the first good one are answered, and the connection goes on', async () => {
    const one = peer();
    one.socket.write('this is not json\n[]\n{"jsonrpc":"2.0","id":5}\n');
    one.say(INITIALIZE);
    expect((await one.answerTo('init')).result).toMatchObject({ serverInfo: { name: 'tiger-mcp-desktop' } });
    expect(one.answers().slice(1, 4)).toMatchObject([
      { id: null, error: { code: -32700 } },
      { id: null, error: { code: -32600 } },
      { id: 5, error: { code: -32600 } },
    ]);
  });

  it.each([
    ['{"jsonrpc":"2.0","id":9,"method":"no/such"}', -32601],
    ['{"jsonrpc":"2.0","id":9,"method":"tools/call"}', null],
    ['{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":7}}', null],
    [
      '{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"tiger_get_quote","arguments":"x"}}',
      null,
    ],
    ['{"jsonrpc":"2.0","id":9,"method":"ping","extra":1}', -32600],
    ['{"jsonrpc":"2.0","id":9,"method":"ping","params":{"_meta":7}}', -32600],
    ['{"jsonrpc":"2.0","id":9,"method":"ping","params":7}', -32600],
  ])('later are answered too: %s', async (text, code) => {
    const one = await ready();
    one.socket.write(`${text}\n`);
    const { error } = await one.answerTo(9);
    expect(error!.message).not.toMatch(/\bat .+\.ts/);
    if (code !== null) expect(error!.code).toBe(code);
    one.say(quote(10));
    expect((await one.answerTo(10)).result).toMatchObject({ structuredContent: { symbol: 'AAPL' } });
  });

  it('of 10 MB are refused under their own id, and the connection goes on', async () => {
    const one = await ready();
    const big = {
      jsonrpc: '2.0',
      method: 'tools/call',
      params: { name: 'tiger_get_quote', arguments: { symbol: 'x'.repeat(10_000_000) } },
      id: 77,
    };
    one.say(big);
    one.say(quote(78));
    expect((await one.answerTo(77)).error).toMatchObject({
      code: -32600,
      message: expect.stringContaining('4 MiB'),
    });
    expect((await one.answerTo(78)).result).toBeDefined();
  });
});

describe('calls', () => {
  it('beyond the limit of one connection are refused as busy', async () => {
    const one = await ready();
    for (let id = 1; id <= 33; id += 1) {
      one.say({
        jsonrpc: '2.0',
        id,
        method: 'tools/call',
        params: {
          name: 'tiger_place_order',
          arguments: {
            account_id: 'demo',
            symbol: 'AAPL',
            side: 'BUY',
            quantity: 1,
            order_type: 'MKT',
            rationale: 'r',
            wait_seconds: 45,
          },
        },
      });
    }
    const refused = await one.answerTo(33);
    expect(JSON.stringify(refused.result)).toContain('busy');
    expect(app.trading.proposed).toHaveLength(32);
  });

  it('are answered after the client has said its last word', async () => {
    const one = peer();
    one.say(INITIALIZE);
    one.say({ jsonrpc: '2.0', method: 'notifications/initialized' });
    one.say(quote(1));
    one.socket.end();
    await expect.poll(() => one.isClosed).toBe(true);
    expect((await one.answerTo(1)).result).toMatchObject({ structuredContent: { symbol: 'AAPL' } });
  });

  it('of a client that does not read do not pile up: reading stops until it does', async () => {
    const one = await ready();
    one.socket.pause();
    const count = 4000;
    for (let id = 1; id <= count; id += 1) one.say({ jsonrpc: '2.0', id, method: 'tools/list' });
    // More than the sockets' own buffers hold, so the app must have stopped reading.
    await expect.poll(() => one.socket.writableLength).toBeGreaterThan(0);
    one.socket.destroy();
    await expect.poll(() => app.disconnected.length).toBe(1);
  });
});

it('a client that only listens is gone as soon as it ends, before one whose call is nearly answered', async () => {
  const closed: string[] = [];
  const ended = async (name: string, request: object) => {
    const one = peer();
    one.socket.on('close', () => void closed.push(name));
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    one.say({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta } });
    await one.answerTo(1);
    one.say({
      jsonrpc: '2.0',
      id: 2,
      ...request,
      params: { ...(request as { params: object }).params, _meta },
    });
    return one;
  };
  const order = {
    account_id: 'demo',
    symbol: 'AAPL',
    side: 'BUY',
    quantity: 1,
    order_type: 'MKT',
    rationale: 'x',
  };
  const call = { name: 'tiger_place_order', arguments: { ...order, wait_seconds: 45 } };
  const waiting = await ended('waiting', { method: 'tools/call', params: call });
  await expect.poll(() => app.trading.waitersOpen).toBe(1);
  const listening = await ended('listening', {
    method: 'subscriptions/listen',
    params: { notifications: { toolsListChanged: true } },
  });
  await expect.poll(() => listening.lines.some((line) => line.includes('acknowledged'))).toBe(true);
  waiting.socket.end();
  listening.socket.end();
  await expect.poll(() => closed).toEqual(['listening', 'waiting']);
});
