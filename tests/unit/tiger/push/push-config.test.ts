import { expect, test } from 'vitest';
import { readTigerConfig, requireLoopback } from '../../../../src/tiger/config.ts';
import { readPushAddress } from '../../../../src/tiger/push/push-address.ts';
import { signTigerId, verifyTigerId } from '../../../../src/tiger/wire/signature.ts';
import { keyVectors } from '../vectors.ts';

const KEY = keyVectors.client1024;
const BASE = `tiger_id=20150001\naccount=12345678\nlicense=TBSG\nprivate_key_pk8=${KEY.private_pkcs8_bare}\n`;
const LOCAL = `${BASE}server_url=http://127.0.0.1:8000/gateway\ntiger_public_key=${keyVectors.gateway1024.public_spki_bare}\n`;

test.each([
  ['ssl,openapi.tigerfintech.com,9883', { host: 'openapi.tigerfintech.com', port: 9883, isEncrypted: true }],
  [' SSL , OpenAPI.tradeup.com , 9983 ', { host: 'openapi.tradeup.com', port: 9983, isEncrypted: true }],
  ['ssl,127.0.0.1,1', { host: '127.0.0.1', port: 1, isEncrypted: true }],
  ['tcp,127.0.0.1,65535', { host: '127.0.0.1', port: 65535, isEncrypted: false }],
])('%s is an address of the push service', (text, address) => {
  expect(readPushAddress(text)).toEqual(address);
});

test.each([
  'tcp,openapi.tigerfintech.com,9883',
  'ssl,example.com,9883',
  'ssl,tigerfintech.com.example.com,9883',
  'ssl,eviltigerfintech.com,9883',
  'ssl,localhost,9883',
  'ssl,10.0.0.1,9883',
  'ssl,127.0.0.1,0',
  'ssl,127.0.0.1,65536',
  'ssl,127.0.0.1',
  'openapi.tigerfintech.com:9883',
  '',
])('%s is none, and a file that names it is refused', (text) => {
  expect(readPushAddress(text)).toBeNull();
  if (text === '') return;
  expect(() => readTigerConfig(`${BASE}socket_host_port=${text}\n`)).toThrow(
    expect.objectContaining({ fault: 'address-refused', property: 'socket_host_port' }),
  );
});

test('a file without an address has no push service', () => {
  expect(readTigerConfig(BASE).push).toBeNull();
});

test('a certificate is pinned on this machine alone', () => {
  const lines = 'socket_host_port=ssl,openapi.tigerfintech.com,9883\npush_certificate=TUlJQw==\n';
  expect(readTigerConfig(BASE + lines).push?.pinnedCertificate).toBeNull();
  const local = lines.replace('openapi.tigerfintech.com', '127.0.0.1');
  expect(readTigerConfig(BASE + local).push?.pinnedCertificate).toBe('TUlJQw==');
  expect(() => readTigerConfig(BASE + local.replace('TUlJQw==', '<pem>'))).toThrow(
    expect.objectContaining({ fault: 'malformed', property: 'push_certificate' }),
  );
});

test('the demo account is not told of by a service elsewhere', () => {
  const elsewhere = readTigerConfig(`${LOCAL}socket_host_port=ssl,openapi.tigerfintech.com,9883\n`);
  expect(() => requireLoopback(elsewhere)).toThrow(expect.objectContaining({ fault: 'not-loopback' }));
  requireLoopback(readTigerConfig(`${LOCAL}socket_host_port=ssl,127.0.0.1,9883\n`));
});

test('the signature of a developer id is that of the key alone', () => {
  const { privateKey } = readTigerConfig(BASE);
  const signature = signTigerId('20150001', privateKey);
  // As the official client sends it (push_frames_python.json, CONNECT).
  expect(signature).toMatch(/^QA3Dh\/84mfu4oVOCQ9ITVqj65xsMVQfF22B9Se5k\+0bSaAmZ6I/);
  expect(verifyTigerId('20150001', signature, privateKey)).toBe(true);
  expect(verifyTigerId('20150002', signature, privateKey)).toBe(false);
  expect(verifyTigerId('20150001', undefined, privateKey)).toBe(false);
});
