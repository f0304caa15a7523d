import { beforeEach, describe, expect, test } from 'vitest';
import { positions } from '../../../src/tiger/methods/account-methods.ts';
import { marketState } from '../../../src/tiger/methods/market-methods.ts';
import { cancelOrder, placeOrder } from '../../../src/tiger/methods/order-methods.ts';
import type { TigerClient } from '../../../src/tiger/tiger-client.ts';
import { readPublicKey } from '../../../src/tiger/wire/rsa-key.ts';
import { verifyRequest } from '../../../src/tiger/wire/signature.ts';
import { drop, failureOf, freshClient, IN_TIME, ORDER, status } from './client-fixture.ts';
import { answerCode, answerData, LoopbackGateway, signedEnvelope } from './loopback-gateway.ts';
import type { ManualClock } from './manual-clock.ts';
import { keyVectors, responseVectors } from './vectors.ts';

const fixture = freshClient();
let gateway: LoopbackGateway;
let client: TigerClient;
let clock: ManualClock;

beforeEach(() => {
  ({ gateway, client, clock } = fixture());
});

describe('what goes out', () => {
  test('one signed flat body of texts; the token only in its header', async () => {
    client = fixture().open({ token: 'dG9rZW4=', secret_key: '6a1f-secret' });
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
    client = fixture().open({ quote_server_url: quotes.url });
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
  client = fixture().open({ token: 'TOKEN-abc', secret_key: 'SECRET-abc' });
  let sign = '';
  gateway.behave((request, response) => {
    sign = request.body.sign;
    const message = `you sent ${request.headers.authorization} ${request.body.biz_content} ${sign}\nsecond line`;
    response.end(signedEnvelope(request, { code: 1010, message }));
  });
  const error = await failureOf(client.read(positions, { sec_type: 'STK' }, IN_TIME));
  const shown = `${error.stack} ${JSON.stringify(error)}`;
  for (const secret of ['TOKEN-abc', 'SECRET-abc', sign, '20200821144442583'])
    expect(shown).not.toContain(secret);
  expect(error.message).toContain('[redacted]');
  expect(error.message).not.toContain('\n');
});

test('statistics count tries and errors', async () => {
  expect(client.statistics).toEqual({
    callsTotal: 0,
    errorsTotal: 0,
    lastLatencyMs: null,
    latency: null,
    lastError: null,
  });
  gateway.behave(drop, answerData([]));
  await client.read(marketState, { market: 'US' }, IN_TIME);
  expect(client.statistics).toMatchObject({ callsTotal: 2, errorsTotal: 1 });
  expect(client.statistics.lastLatencyMs).not.toBeNull();
});
