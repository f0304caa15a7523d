import { describe, expect, test } from 'vitest';
import { readTigerConfig, requireLoopback } from '../../../src/tiger/config.ts';
import { readGatewayAddress } from '../../../src/tiger/tiger-address.ts';
import { keyVectors } from './vectors.ts';

const KEY = keyVectors.client1024;
const BASE = `tiger_id=20150001\naccount=12345678\nlicense=TBSG\nenv=PROD\nprivate_key_pk8=${KEY.private_pkcs8_bare}\n`;

test('the portal file gives a production config', () => {
  const config = readTigerConfig(BASE);
  expect(config).toMatchObject({ tigerId: '20150001', account: '12345678', license: 'TBSG', token: null });
  expect(config.tradeUrl.href).toBe('https://openapi.tigerfintech.com/gateway');
  expect(config.quoteUrl.href).toBe('https://openapi.tigerfintech.com/gateway');
});

test('a licence of the US has its own gateway', () => {
  expect(readTigerConfig(BASE.replace('TBSG', 'TBUS')).tradeUrl.href).toBe(
    'https://openapi.tradeup.com/gateway',
  );
});

test('a licence may be written small or be absent', () => {
  expect(readTigerConfig(BASE.replace('TBSG', 'tbhk')).license).toBe('TBHK');
  expect(readTigerConfig(BASE.replace('license=TBSG', '')).license).toBeNull();
});

test('secrets cannot be printed', () => {
  const config = readTigerConfig(`${BASE}token=TOKEN-abc\nsecret_key=SECRET-abc\n`);
  expect(JSON.stringify(config)).not.toMatch(/TOKEN-abc|SECRET-abc|MII/);
  expect(config.token?.reveal()).toBe('TOKEN-abc');
});

test("Tiger's own key cannot be replaced by a file", () => {
  const forged = `${BASE}tiger_public_key=${keyVectors.gateway1024.public_spki_bare}\n`;
  const local = `${forged}server_url=http://127.0.0.1:8000/gateway\n`;
  expect(readTigerConfig(forged).gatewayPublicKey.equals(readTigerConfig(BASE).gatewayPublicKey)).toBe(true);
  expect(readTigerConfig(local).gatewayPublicKey.equals(readTigerConfig(BASE).gatewayPublicKey)).toBe(false);
});

describe('bad files say what to do', () => {
  test.each([
    ['empty', '', 'missing', 'tiger_id'],
    ['no account', BASE.replace('account=12345678', ''), 'missing', 'account'],
    ['no key', BASE.replace(/private_key_pk8.*/, ''), 'missing', null],
    ['a broken key', BASE.replace(/pk8=.*/, 'pk8=abc'), 'bad-key', 'private_key_pk8'],
    ['a tiger id of words', BASE.replace('20150001', 'me'), 'malformed', 'tiger_id'],
    ['an account with markup', BASE.replace('12345678', '<b>'), 'malformed', 'account'],
    ['a licence of nobody', BASE.replace('TBSG', 'TBXX'), 'unknown-license', 'license'],
    ['the sandbox', BASE.replace('PROD', 'sandbox'), 'sandbox', 'env'],
    ['another host', `${BASE}server_url=https://example.com/gateway`, 'address-refused', 'server_url'],
    [
      'plain http',
      `${BASE}server_url=http://openapi.tigerfintech.com/gateway`,
      'address-refused',
      'server_url',
    ],
    ['a local gateway without key', `${BASE}server_url=http://127.0.0.1:1/`, 'missing', 'tiger_public_key'],
    ['a token with a line break', `${BASE}token=a\\r\\nX-Evil: 1`, 'malformed', 'token'],
    ['a whole book', 'a'.repeat(100_000), 'not-properties', null],
  ])('%s', (_name, text, fault, property) => {
    expect(() => readTigerConfig(text)).toThrow(
      expect.objectContaining({
        name: 'ConfigError',
        fault,
        property,
        nextStep: expect.stringMatching(/\w+ \w+/),
      }),
    );
  });
});

test('a demo account stays on this machine', () => {
  const local = `${BASE}server_url=http://127.0.0.1:1/\ntiger_public_key=${keyVectors.gateway1024.public_spki_bare}\n`;
  expect(() => requireLoopback(readTigerConfig(local))).not.toThrow();
  expect(() => requireLoopback(readTigerConfig(BASE))).toThrow(
    expect.objectContaining({ fault: 'not-loopback' }),
  );
  const quoteElsewhere = `${local}quote_server_url=https://openapi.tigerfintech.com/gateway\n`;
  expect(() => requireLoopback(readTigerConfig(quoteElsewhere))).toThrow(
    expect.objectContaining({ fault: 'not-loopback' }),
  );
});

describe('where a signed request may go', () => {
  test.each([
    'https://openapi.tigerfintech.com/gateway',
    'https://openapi-sandbox.tigerfintech.com/hkg/gateway',
    'https://openapi.tradeup.com/gateway',
    'http://127.0.0.1:9000/gateway',
    'http://127.1.2.3/',
    'http://[::1]:9000/gateway',
  ])('%s', (text) => {
    expect(readGatewayAddress(text)?.href).toBe(text);
  });

  test.each([
    'http://openapi.tigerfintech.com/gateway',
    'https://tigerfintech.com.evil.example/gateway',
    'https://eviltigerfintech.com/gateway',
    'https://openapi.tigerfintech.com@evil.example/',
    'https://user:pass@openapi.tigerfintech.com/gateway',
    'https://127.0.0.1/gateway',
    'http://localhost:9000/',
    'http://127.0.0.1.evil.example/',
    'http://0.0.0.0/',
    'ftp://openapi.tigerfintech.com/',
    'file:///etc/passwd',
    'gateway',
    '',
  ])('never %s', (text) => {
    expect(readGatewayAddress(text)).toBeNull();
  });
});
