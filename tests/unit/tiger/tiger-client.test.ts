import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NodeTransport } from '../../../src/tiger/http/node-transport.ts';
import { positions } from '../../../src/tiger/methods/account-methods.ts';
import { marketState } from '../../../src/tiger/methods/market-methods.ts';
import { cancelOrder, type OrderParams, placeOrder } from '../../../src/tiger/methods/order-methods.ts';
import { RateLimiter } from '../../../src/tiger/rate/rate-limiter.ts';
import { TigerClient } from '../../../src/tiger/tiger-client.ts';
import type { TigerError } from '../../../src/tiger/tiger-error.ts';
import { ExactNumber } from '../../../src/tiger/wire/exact-number.ts';
import { readPublicKey } from '../../../src/tiger/wire/rsa-key.ts';
import { verifyRequest } from '../../../src/tiger/wire/signature.ts';
import {
  answerCode,
  answerData,
  type Behaviour,
  LoopbackGateway,
  signedEnvelope,
} from './loopback-gateway.ts';
import { ManualClock } from './manual-clock.ts';
import { keyVectors, responseVectors } from './vectors.ts';

const ORDER: OrderParams = {
  symbol: 'AAPL',
  sec_type: 'STK',
  currency: 'USD',
  action: 'BUY',
  order_type: 'LMT',
  total_quantity: 100n,
  limit_price: new ExactNumber('201.50'),
  time_in_force: 'DAY',
  outside_rth: false,
  order_id: 40139406481165313n,
};
const IN_TIME = { timeoutMs: 5_000 };

let gateway: LoopbackGateway;
let client: TigerClient;
let clock: ManualClock;

function open(more: Readonly<Record<string, string>> = {}): TigerClient {
  clock = new ManualClock();
  return new TigerClient({
    config: gateway.config(more),
    deviceId: '02:00:5e:10:00:01',
    clock,
    transport: new NodeTransport(),
    rateLimiter: new RateLimiter({ clock }),
  });
}

beforeEach(async () => {
  gateway = new LoopbackGateway(answerData([]));
  await gateway.start();
  client = open();
});

afterEach(async () => {
  client.close();
  await gateway.stop();
});

async function failureOf(promise: Promise<unknown>): Promise<TigerError> {
  return promise.then(
    () => {
      throw new Error('expected a failure');
    },
    (error: TigerError) => error,
  );
}

const drop: Behaviour = (_request, response) => response.socket?.destroy();
const hang: Behaviour = () => {};
const dropInTheMiddle: Behaviour = (request, response) => {
  const text = signedEnvelope(request, { data: { id: 1 } });
  response.writeHead(200, { 'Content-Length': text.length });
  response.write(text.slice(0, 20), () => response.socket?.destroy());
};
function status(code: number, body: string, headers: Record<string, string> = {}): Behaviour {
  return (_request, response) => response.writeHead(code, headers).end(body);
}

describe('what goes out', () => {
  test('one signed flat body of texts; the token only in its header', async () => {
    client.close();
    client = open({ token: 'dG9rZW4=', secret_key: '6a1f-secret' });
    await client.read(positions, { sec_type: 'STK' }, IN_TIME);
    const request = gateway.received[0]!;
    expect(request.headers).toMatchObject({
      authorization: 'dG9rZW4=',
      'content-type': 'application/json;charset=UTF-8',
    });
    expect(request.body).toMatchObject({
      version: '2.0',
      sign_type: 'RSA',
      timestamp: '2026-11-23 09:30:00',
    });
    expect(request.biz).toEqual({
      account: '20200821144442583',
      secret_key: '6a1f-secret',
      lang: 'en_US',
      sec_type: 'STK',
    });
    const publicKey = readPublicKey(keyVectors.client1024.public_spki_bare);
    expect(verifyRequest(request.body, request.body.sign, publicKey)).toBe(true);
  });

  test('no token, no Authorization header', async () => {
    await client.read(marketState, { market: 'US' }, IN_TIME);
    expect(gateway.received[0]!.headers.authorization).toBeUndefined();
  });

  test('prices and ids are bare digits, exactly as given', async () => {
    gateway.behave(answerData({ id: 40139406481165313n }));
    await client.write(placeOrder, ORDER, IN_TIME);
    expect(gateway.received[0]!.body.biz_content).toContain('"limit_price":201.50,');
    expect(gateway.received[0]!.body.biz_content).toContain('"order_id":40139406481165313');
  });

  test('quotes and trades go to their own addresses', async () => {
    const quotes = new LoopbackGateway(answerData([]));
    await quotes.start();
    client.close();
    client = open({ quote_server_url: quotes.url });
    await client.read(marketState, { market: 'US' }, IN_TIME);
    await client.read(positions, { sec_type: 'STK' }, IN_TIME);
    expect([quotes.methods, gateway.methods]).toEqual([['market_state'], ['positions']]);
    await quotes.stop();
  });

  test('reads share a connection, a write never rides on a kept one', async () => {
    await client.read(marketState, { market: 'US' }, IN_TIME);
    await client.read(marketState, { market: 'US' }, IN_TIME);
    expect(gateway.connections).toBe(1);
    gateway.behave(answerData({ id: 1 }));
    await client.write(cancelOrder, { id: 1n }, IN_TIME);
    expect(gateway.connections).toBe(2);
  });
});

describe('response vectors', () => {
  const outcomes: Readonly<Record<string, object>> = {
    '01': {
      data: [{ market: 'US', marketStatus: 'Trading', status: 'TRADING', openTime: '11-24 09:30:00 EST' }],
    },
    '02': { data: [{ market: 'US', marketStatus: null, status: 'MARKET_CLOSED', openTime: null }] },
    '04': { kind: 'bad_signature', outcomeUnknown: false },
    '05': { kind: 'bad_signature', outcomeUnknown: false },
    '06': { kind: 'bad_signature', outcomeUnknown: false },
    '08': { kind: 'request_refused', brokerCode: '1010' },
    '09': { kind: 'credentials', brokerCode: '1000' },
    '12': { kind: 'account_refused', message: expect.stringContaining('委托数量超过可用持仓') },
    '14': { data: [] },
  };
  const covered = responseVectors.filter((vector) => vector.name.slice(0, 2) in outcomes);

  test.each(covered.map((vector) => [vector.name, vector] as const))('%s', async (name, vector) => {
    gateway.behave(status(vector.http_status, vector.response_body_utf8));
    const outcome = await client
      .read(marketState, { market: 'US' }, IN_TIME)
      .catch((error: unknown) => error);
    expect(outcome).toMatchObject(outcomes[name.slice(0, 2)]!);
  });

  test('07: a JSON document inside a string is read', async () => {
    gateway.behave(
      status(200, responseVectors.find((vector) => vector.name.startsWith('07'))!.response_body_utf8),
    );
    const { data } = await client.read(positions, { sec_type: 'STK' }, IN_TIME);
    expect(data).toMatchObject([{ symbol: 'AAPL', positionQty: null }]);
  });

  test('10: an id above 2^53 keeps every digit', async () => {
    gateway.behave(
      status(200, responseVectors.find((vector) => vector.name.startsWith('10'))!.response_body_utf8),
    );
    const { data } = await client.write(placeOrder, ORDER, IN_TIME);
    expect(data).toMatchObject({ id: 40139406481165313n, subIds: [40139406481165314n], orderId: 1077n });
  });
});

test('an answer says when, and that it is simulated', async () => {
  gateway.behave((request, response) => response.end(signedEnvelope(request, { data: [], simulated: true })));
  const reply = await client.read(marketState, { market: 'US' }, IN_TIME);
  expect(reply).toEqual({
    data: [],
    brokerTimeMs: 1795444200123,
    receivedAtMs: clock.nowMs(),
    isSimulated: true,
  });
});

describe('a write is sent once and never called failed unless Tiger said so', () => {
  const unknown: readonly (readonly [string, string, Behaviour])[] = [
    ['the connection is dropped after the request', 'network', drop],
    ['the connection is dropped in the answer', 'network', dropInTheMiddle],
    ['HTTP 500', 'http_status', status(500, 'oops')],
    ['HTTP 502 with a page', 'http_status', status(502, '<html></html>')],
    ['HTTP 429 without a body', 'rate_limited', status(429, '')],
    ['a redirect', 'http_status', status(307, '', { Location: 'http://127.0.0.1:1/' })],
    ['HTML with 200', 'unreadable_answer', status(200, '<!DOCTYPE html><html></html>')],
    ['an empty body', 'unreadable_answer', status(200, '')],
    [
      'bytes that are no UTF-8',
      'unreadable_answer',
      (_request, response) => response.end(Buffer.from([0xff, 0xfe])),
    ],
    ['an unsigned success', 'bad_signature', status(200, '{"code":0,"data":{"id":1}}')],
    ['an unsigned refusal', 'account_refused', status(200, '{"code":1200,"message":"no"}')],
    [
      'a success with HTTP 500',
      'http_status',
      (request, response) => {
        response.writeHead(500).end(signedEnvelope(request, { data: { id: 1 } }));
      },
    ],
    ['an answer without the id', 'unreadable_answer', answerData({})],
    ['server error, signed', 'server_error', answerCode(1, 'server error')],
    ['a duplicate order number', 'account_refused', answerCode(1100, 'TRADE DUPLICATE ORDER ID')],
    ['a code nobody knows', 'other_refusal', answerCode(7777, 'surprise')],
    ['a nested code nobody knows', 'other_refusal', answerData({ code: '7777', message: 'surprise' })],
  ];
  test.each(unknown)('%s: outcome unknown', async (_name, kind, behaviour) => {
    gateway.behave(behaviour);
    const error = await failureOf(client.write(placeOrder, ORDER, IN_TIME));
    expect(error).toMatchObject({ kind, outcomeUnknown: true });
    expect(gateway.methods).toEqual(['place_order']);
  });

  test('no answer in time: outcome unknown', async () => {
    gateway.behave(hang);
    const error = await failureOf(client.write(placeOrder, ORDER, { timeoutMs: 50 }));
    expect(error).toMatchObject({ kind: 'timeout', outcomeUnknown: true });
    expect(gateway.methods).toEqual(['place_order']);
  });

  test('a signal that comes when the order is on the wire changes nothing', async () => {
    const controller = new AbortController();
    gateway.behave((request, response) => {
      controller.abort();
      response.end(signedEnvelope(request, { data: { id: 5 } }));
    });
    const { data } = await client.write(placeOrder, ORDER, { ...IN_TIME, signal: controller.signal });
    expect(data.id).toBe(5n);
  });

  const definite: readonly (readonly [string, string, Behaviour])[] = [
    ['a signed refusal', 'account_refused', answerCode(1200, 'not enough cash')],
    ['a refused parameter', 'request_refused', answerCode(1010, 'biz param error')],
    ['a signed refusal inside data', 'account_refused', answerData({ code: '1200', message: 'no' })],
    ['throttled, signed', 'rate_limited', answerCode(4, 'current limiting interface:place_order')],
  ];
  test.each(definite)('%s: definitely not placed', async (_name, kind, behaviour) => {
    gateway.behave(behaviour);
    const error = await failureOf(client.write(placeOrder, ORDER, IN_TIME));
    expect(error).toMatchObject({ kind, outcomeUnknown: false });
    expect(gateway.methods).toEqual(['place_order']);
  });

  test('nobody listens: not sent', async () => {
    await gateway.stop();
    const error = await failureOf(client.write(placeOrder, ORDER, IN_TIME));
    expect(error).toMatchObject({ kind: 'network', outcomeUnknown: false });
    await gateway.start();
  });

  test('cancelled before it was sent: not sent', async () => {
    const error = await failureOf(
      client.write(placeOrder, ORDER, { ...IN_TIME, signal: AbortSignal.abort() }),
    );
    expect(error).toMatchObject({ kind: 'cancelled', outcomeUnknown: false });
    expect(gateway.methods).toEqual([]);
  });

  test('a sixth order within a second waits, and is refused rather than kept long', async () => {
    gateway.behave(answerData({ id: 1 }));
    for (let sent = 0; sent < 6; sent += 1) await client.write(placeOrder, ORDER, IN_TIME);
    expect(clock.slept).toEqual([1_250]);
    for (let sent = 6; sent < 120; sent += 1) await client.write(placeOrder, ORDER, IN_TIME);
    const error = await failureOf(client.write(placeOrder, ORDER, { timeoutMs: 60_000 }));
    expect(error).toMatchObject({ kind: 'rate_limited', outcomeUnknown: false });
    expect(gateway.methods).toHaveLength(120);
  });
});

describe('reads', () => {
  test('a lost connection is tried again, twice at most', async () => {
    gateway.behave(drop, status(503, ''), answerData([]));
    await client.read(marketState, { market: 'US' }, IN_TIME);
    expect(gateway.methods).toHaveLength(3);
    gateway.behave(drop);
    const error = await failureOf(client.read(marketState, { market: 'US' }, IN_TIME));
    expect(error).toMatchObject({ kind: 'network', outcomeUnknown: false });
    expect(gateway.methods).toHaveLength(6);
  });

  test('throttling is waited out', async () => {
    gateway.behave(
      answerCode(4, 'rate limit error(current limiting interface:market_state)'),
      answerData([]),
    );
    await client.read(marketState, { market: 'US' }, IN_TIME);
    expect(clock.slept).toEqual([1_000]);
  });

  test.each([
    ['a refusal', 'request_refused', answerCode(1010, 'no such market')],
    [
      'a permission',
      'permission',
      answerCode(4, '4000:permission denied(current device does not have permission)'),
    ],
    ['a token', 'token', answerCode(2400, 'user token expired invalid')],
    ['a web page', 'unreadable_answer', status(200, '<html>')],
    ['a redirect', 'http_status', status(302, '', { Location: 'http://127.0.0.1:1/' })],
    ['no signature', 'bad_signature', status(200, '{"code":0,"data":[]}')],
  ] as const)('%s is not tried again', async (_name, kind, behaviour) => {
    gateway.behave(behaviour);
    const error = await failureOf(client.read(marketState, { market: 'US' }, IN_TIME));
    expect(error).toMatchObject({ kind, outcomeUnknown: false });
    expect(gateway.methods).toHaveLength(1);
  });

  test('an abort ends a read that hangs', async () => {
    const controller = new AbortController();
    gateway.behave(() => controller.abort());
    const error = await failureOf(
      client.read(marketState, { market: 'US' }, { ...IN_TIME, signal: controller.signal }),
    );
    expect(error.kind).toBe('cancelled');
  });

  test('an answer of more than 16 MiB is cut off', async () => {
    gateway.behave((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 0x20);
      for (let sent = 0; sent < 18; sent += 1) response.write(chunk);
      response.end();
    });
    const error = await failureOf(client.read(marketState, { market: 'US' }, IN_TIME));
    expect(error.kind).toBe('unreadable_answer');
  });

  test('after close nothing leaves', async () => {
    client.close();
    const error = await failureOf(client.read(marketState, { market: 'US' }, IN_TIME));
    expect(error.kind).toBe('cancelled');
    expect(gateway.methods).toEqual([]);
  });
});

test('no error shows a token, a secret key or a signature, even if Tiger repeats them', async () => {
  client.close();
  client = open({ token: 'TOKEN-abc', secret_key: 'SECRET-abc' });
  let sign = '';
  gateway.behave((request, response) => {
    sign = request.body.sign;
    const message = `you sent ${request.headers.authorization} ${request.body.biz_content} ${sign}\nsecond line`;
    response.end(signedEnvelope(request, { code: 1010, message }));
  });
  const error = await failureOf(client.read(positions, { sec_type: 'STK' }, IN_TIME));
  const shown = `${error.stack} ${JSON.stringify(error)}`;
  for (const secret of ['TOKEN-abc', 'SECRET-abc', sign]) expect(shown).not.toContain(secret);
  expect(error.message).toContain('[redacted]');
  expect(error.message).not.toContain('\n');
});

test('statistics count tries and errors', async () => {
  expect(client.statistics).toEqual({ callsTotal: 0, errorsTotal: 0, lastLatencyMs: null });
  gateway.behave(drop, answerData([]));
  await client.read(marketState, { market: 'US' }, IN_TIME);
  expect(client.statistics).toMatchObject({ callsTotal: 2, errorsTotal: 1 });
  expect(client.statistics.lastLatencyMs).not.toBeNull();
});

test('a server that closes at once after accepting leaves a write unknown and a read failed', async () => {
  const closing = createServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
  await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
  client.close();
  client = open({ server_url: `http://127.0.0.1:${(closing.address() as AddressInfo).port}/gateway` });
  expect(await failureOf(client.write(cancelOrder, { id: 1n }, IN_TIME))).toMatchObject({
    kind: 'network',
    outcomeUnknown: true,
  });
  expect(await failureOf(client.read(positions, { sec_type: 'STK' }, IN_TIME))).toMatchObject({
    kind: 'network',
    outcomeUnknown: false,
  });
  await new Promise((resolve) => closing.close(resolve));
});
