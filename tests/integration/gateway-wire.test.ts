import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway } from '../../src/gateway/gateway.ts';
import { readPublicKey } from '../../src/tiger/wire/rsa-key.ts';
import { verifyTimestamp } from '../../src/tiger/wire/signature.ts';
import { type GatewayFixture, gatewayFixture } from '../support/gateway-fixture.ts';
import { post, postSigned, signedBody } from '../support/signed-request.ts';

let fixture: GatewayFixture;
beforeAll(async () => {
  fixture = await gatewayFixture();
});
afterAll(() => fixture.close());

const market = { market: 'US' };

describe('envelope', () => {
  test('an answer is signed over the request time and says that it is simulated', async () => {
    const answer = await fixture.call('market_state', market, { timestamp: '2026-11-23 11:12:13' });
    const key = readPublicKey(fixture.gateway.gatewayPublicKey);
    expect(verifyTimestamp('2026-11-23 11:12:13', answer.sign, key)).toBe(true);
    expect(verifyTimestamp('2026-11-23 11:12:14', answer.sign, key)).toBe(false);
    expect(answer).toMatchObject({
      code: 0,
      message: 'success',
      simulated: true,
      simulatedClock: 'always_open',
    });
    expect(answer.data[0]).toMatchObject({ market: 'US', status: 'TRADING' });
  });

  test.each([
    [
      'changed after signing',
      { overrides: { biz_content: '{"market":"HK"}' } },
      'failed to verify signature',
    ],
    ['member added after signing', { overrides: { language: 'en_US' } }, 'failed to verify signature'],
    ['no base64', { overrides: { sign: '!!!' } }, 'failed to verify signature'],
    ['sign missing', { overrides: { sign: undefined } }, "field 'sign' cannot be empty"],
    ['tiger id missing', { overrides: { tiger_id: undefined } }, "field 'tiger_id' cannot be empty"],
    ['unknown developer', { overrides: { tiger_id: '1' } }, 'failed to get developer information'],
    ['ISO time', { beforeSigning: { timestamp: '2026-11-23T10:00:00Z' } }, 'time parse error'],
    ['no real day', { beforeSigning: { timestamp: '2026-02-31 10:00:00' } }, 'time parse error'],
    ['broken parameters', { beforeSigning: { biz_content: '{"a":' } }, "parameters in 'biz_content'"],
    ['array parameters', { beforeSigning: { biz_content: '[1]' } }, "parameters in 'biz_content'"],
  ])('%s: code 1000', async (_name, more, text) => {
    const answer = await fixture.call('market_state', market, more);
    expect(answer.code).toBe(1000);
    expect(answer.message).toContain(text);
    expect(answer.data).toBeUndefined();
  });

  test('a member that the gateway does not know is fine when it is signed', async () => {
    const answer = await fixture.call('market_state', market, { beforeSigning: { language: 'zh_CN' } });
    expect(answer.code).toBe(0);
  });

  test.each(['', '[]', '{}', 'null', '{"a"', '\u0000'])('body %j: code 1000', async (body) => {
    const answer = await post(fixture.gateway.url, body);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 1000 });
  });

  test('a body beyond the limit is refused and the next request works', async () => {
    const large = post(fixture.gateway.url, 'x'.repeat(3 * 1024 * 1024)).then(
      (answer) => answer.status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(await large);
    expect((await fixture.call('market_state', market)).code).toBe(0);
  });

  test.each(['batch_place_order', 'no_such_method', 'constructor', '__proto__'])(
    '%s is not supported',
    async (method) => {
      const answer = await fixture.call(method);
      expect(answer.code).toBe(1000);
      expect(answer.message).toContain('the current requested method does not support');
    },
  );

  test.each([
    ['quote_real_time', { symbols: [] }, 'symbols cannot be empty and cannot exceed 50'],
    [
      'quote_real_time',
      { symbols: Array.from({ length: 51 }, (_, index) => `S${index}`) },
      'cannot exceed 50',
    ],
    ['quote_real_time', { symbols: ['NOPE'] }, 'invalid symbols: NOPE'],
    ['kline', { symbols: ['AAPL'], period: '7min' }, "'period' 7min not supported"],
    ['kline', { symbols: ['AAPL'], period: 'day', limit: 5000 }, "'limit' must be 1 to 1200"],
    ['market_state', { market: 'MARS' }, "'market' MARS not supported"],
    ['positions', { account: '99999999999999999' }, 'is not an account of this developer'],
    ['positions', { account: '' }, "field 'account' cannot be empty"],
  ])('%s %o: code 1010', async (method, biz, text) => {
    const answer = await fixture.call(method, biz);
    expect(answer.code).toBe(1010);
    expect(answer.message).toContain(text);
  });
});

describe('home and configuration', () => {
  test('the properties file is for the owner only and names gateway and keys', () => {
    const { propertiesPath, properties, url, gatewayPublicKey } = fixture.gateway;
    expect(readFileSync(propertiesPath, 'utf8')).toBe(properties);
    expect(statSync(propertiesPath).mode & 0o777).toBe(0o600);
    expect(properties).toContain(`server_url=${url}`);
    expect(properties).toContain(`tiger_public_key=${gatewayPublicKey}`);
  });

  test('a second gateway on the same folder is refused', async () => {
    await expect(startGateway({ homeDir: fixture.homeDir })).rejects.toThrow('already runs on this folder');
  });

  test('one developer cannot reach the account of another', async () => {
    const two = await gatewayFixture({
      tigerIds: [
        { tigerId: '20990001', accounts: [{ account: '20990101000000001' }, { account: 'U1234567' }] },
        { tigerId: '20990002', accounts: [{ account: '20990101000000002', cash: { HKD: '50000' } }] },
      ],
    });
    const listed = await two.call('accounts', { account: undefined });
    expect(listed.data.items.map((item: { accountType: string }) => item.accountType)).toEqual([
      'PAPER',
      'GLOBAL',
    ]);
    expect((await two.call('prime_assets', { account: '20990101000000002' })).code).toBe(1010);
    const second = two.gateway.developers[1]!.properties;
    const assets = await two.call('prime_assets', { account: '20990101000000002' }, { properties: second });
    expect(assets.data.segments[0].netLiquidation).toBe(6400);
    await two.close();
  });

  test('limits are on unless switched off, and answer HTTP 429 with code 5', async () => {
    const limited = await gatewayFixture({ rateLimits: true });
    const call = { properties: limited.gateway.properties, method: 'user_license' };
    const answers = [];
    for (let count = 0; count < 11; count += 1) answers.push(await postSigned(limited.gateway.url, call));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(10);
    expect(answers.at(-1)?.status).toBe(429);
    expect(JSON.parse(answers.at(-1)!.text)).toMatchObject({ code: 5 });
    await limited.close();
  });
});

describe('faults', () => {
  const order = { symbol: 'AAPL', sec_type: 'STK', action: 'BUY', order_type: 'MKT', total_quantity: 1 };
  const orderCount = async () => (await fixture.call('orders')).data.items.length;

  test.each([
    ['reset_before', 0],
    ['reset_after', 1],
  ] as const)('%s breaks the connection; %d order was placed', async (kind, placed) => {
    const before = await orderCount();
    fixture.gateway.control!.door.faults.add({ kind, method: 'place_order', count: 1 });
    await expect(fixture.call('place_order', order)).rejects.toThrow();
    expect(await orderCount()).toBe(before + placed);
  });

  test('a hanging answer stays open until the client gives up', async () => {
    fixture.gateway.control!.door.faults.add({ kind: 'hang', method: 'accounts', count: 1 });
    const body = signedBody({ properties: fixture.gateway.properties, method: 'accounts' });
    await expect(post(fixture.gateway.url, body, {}, 200)).rejects.toThrow('timeout');
  });

  test.each([
    ['garbage', 200, /^\{"code":0,"data":\[\{"x$/],
    ['html', 200, /^<html>/],
    ['http_500', 500, /Internal Server Error/],
    ['rate_limit', 429, /"code":5/],
    ['rate_limit_old', 200, /"code":4,.*current limiting interface:accounts/],
    ['permission_lost', 200, /"code":4,.*4000:permission denied/],
    ['token_expired', 200, /"code":2400/],
    ['double_reply', 200, /^(\{.*\})\1$/],
    ['missing_signature', 200, /"simulated":true/],
  ] as const)('%s', async (kind, status, text) => {
    fixture.gateway.control!.door.faults.add({ kind, count: 1 });
    const answer = await postSigned(fixture.gateway.url, {
      properties: fixture.gateway.properties,
      method: 'accounts',
    });
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(text);
    expect(answer.text.includes('"sign"')).toBe(
      !['garbage', 'html', 'http_500', 'missing_signature'].includes(kind),
    );
  });

  test('a late answer is a good answer', async () => {
    fixture.gateway.control!.door.faults.add({ kind: 'latency', latencyMs: 300, count: 1 });
    const body = signedBody({ properties: fixture.gateway.properties, method: 'accounts' });
    fixture.gateway.control!.door.faults.add({ kind: 'latency', latencyMs: 60_000, count: 1 });
    expect(JSON.parse((await post(fixture.gateway.url, body)).text).code).toBe(0);
    await expect(post(fixture.gateway.url, body, {}, 200)).rejects.toThrow('timeout');
  });

  test('a wrong signature does not verify', async () => {
    fixture.gateway.control!.door.faults.add({ kind: 'wrong_signature', count: 1 });
    const answer = await fixture.call('accounts');
    const key = readPublicKey(fixture.gateway.gatewayPublicKey);
    expect(answer.code).toBe(0);
    expect(verifyTimestamp('2026-11-23 10:00:00', answer.sign, key)).toBe(false);
  });

  test('the control door needs its token, and is absent without faults', async () => {
    const { url, token } = fixture.gateway.control!;
    const command = JSON.stringify({ action: 'received' });
    expect((await post(url, command)).status).toBe(403);
    expect((await post(url, command, { 'x-control-token': `${token.slice(1)}x` })).status).toBe(403);
    const answer = await post(url, command, { 'x-control-token': token });
    expect(JSON.parse(answer.text).received.at(-1).method).toBe('accounts');
    expect((await post(url, '{"action":"fly"}', { 'x-control-token': token })).status).toBe(400);
    const plain = await gatewayFixture({ faults: false });
    expect(plain.gateway.control).toBeNull();
    const shut = await post(plain.gateway.url.replace('/gateway', '/__control'), command);
    expect(shut.status).toBe(404);
    await plain.close();
  });
});
