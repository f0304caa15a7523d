import { type AddressInfo, createServer } from 'node:net';
import { beforeEach, describe, expect, test } from 'vitest';
import { positions } from '../../../src/tiger/methods/account-methods.ts';
import { cancelOrder, placeOrder } from '../../../src/tiger/methods/order-methods.ts';
import type { TigerClient } from '../../../src/tiger/tiger-client.ts';
import { drop, failureOf, freshClient, IN_TIME, ORDER, status } from './client-fixture.ts';
import {
  answerCode,
  answerData,
  type Behaviour,
  type LoopbackGateway,
  signedEnvelope,
} from './loopback-gateway.ts';
import type { ManualClock } from './manual-clock.ts';

const fixture = freshClient();
let gateway: LoopbackGateway;
let client: TigerClient;
let clock: ManualClock;

beforeEach(() => {
  ({ gateway, client, clock } = fixture());
});

const hang: Behaviour = () => {};
const dropInTheMiddle: Behaviour = (request, response) => {
  const text = signedEnvelope(request, { data: { id: 1 } });
  response.writeHead(200, { 'Content-Length': text.length });
  response.write(text.slice(0, 20), () => response.socket?.destroy());
};

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

test('a server that closes at once after accepting leaves a write unknown and a read failed', async () => {
  const closing = createServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
  await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
  client = fixture().open({
    server_url: `http://127.0.0.1:${(closing.address() as AddressInfo).port}/gateway`,
  });
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
