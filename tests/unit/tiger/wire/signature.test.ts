import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalString } from '../../../../src/tiger/wire/canonical-string.ts';
import { readPrivateKey, readPublicKey } from '../../../../src/tiger/wire/rsa-key.ts';
import {
  signRequest,
  signTimestamp,
  verifyRequest,
  verifyTimestamp,
} from '../../../../src/tiger/wire/signature.ts';
import { keyVectors, negativeSignatureVectors, requestVectors, responseVectors } from '../vectors.ts';

describe('request vectors of the official SDK', () => {
  test.each(requestVectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    const key = keyVectors[vector.key];
    expect(canonicalString(vector.body)).toBe(vector.canonical);
    for (const form of [
      'private_pkcs1_pem',
      'private_pkcs8_pem',
      'private_pkcs1_bare',
      'private_pkcs8_bare',
    ] as const)
      expect(signRequest(vector.body, readPrivateKey(key[form]))).toBe(vector.signature_base64);
    expect(verifyRequest(vector.body, vector.signature_base64, readPublicKey(key.public_spki_bare))).toBe(
      true,
    );
    expect(verifyRequest(vector.body, vector.signature_base64, readPublicKey(key.public_spki_pem))).toBe(
      true,
    );
  });
});

describe('signatures that a gateway must judge', () => {
  test.each(negativeSignatureVectors.map((vector) => [vector.name, vector] as const))(
    '%s',
    (_name, vector) => {
      const publicKey = readPublicKey(keyVectors[vector.registered_key].public_spki_bare);
      expect(verifyRequest(vector.body, vector.body['sign'], publicKey)).toBe(vector.signature_valid);
    },
  );
});

test('answers are signed over the request timestamp only', () => {
  const publicKey = readPublicKey(keyVectors.gateway1024.public_spki_bare);
  const valid: Record<string, boolean> = {};
  for (const vector of responseVectors) {
    const body = JSON.parse(vector.response_body_utf8) as { sign?: string };
    valid[vector.name.slice(0, 2)] = verifyTimestamp(vector.request_timestamp, body.sign, publicKey);
  }
  expect(valid).toEqual({
    '01': true,
    '02': true,
    '04': false,
    '05': false,
    '06': false,
    '07': true,
    '08': true,
    '09': false,
    '10': true,
    '12': true,
    '14': true,
  });
  const first = JSON.parse(responseVectors[0]!.response_body_utf8) as { sign: string };
  expect(
    signTimestamp('2026-11-23 09:30:00', readPrivateKey(keyVectors.gateway1024.private_pkcs8_bare)),
  ).toBe(first.sign);
});

test('a signature in another base64 spelling is refused', () => {
  const publicKey = readPublicKey(keyVectors.gateway1024.public_spki_bare);
  const signature = signTimestamp('x', readPrivateKey(keyVectors.gateway1024.private_pkcs1_bare));
  expect(verifyTimestamp('x', signature, publicKey)).toBe(true);
  for (const spelling of [
    `${signature}\n`,
    ` ${signature}`,
    signature.replace(/=+$/, ''),
    7,
    null,
    undefined,
    '',
  ])
    expect(verifyTimestamp('x', spelling, publicKey)).toBe(false);
});

test('the canonical string holds every member once, sorted, verbatim', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z_-]{1,12}$/), fc.string({ unit: 'binary' })),
      (members) => {
        const names = Object.keys(members).filter((name) => name !== 'sign');
        const shuffled = Object.fromEntries(Object.entries(members).reverse());
        const text = canonicalString(members);
        expect(text).toBe(canonicalString({ ...shuffled, sign: 'ignored' }));
        expect(text).toBe(
          names
            .sort()
            .map((name) => `${name}=${members[name]}`)
            .join('&'),
        );
      },
    ),
  );
});

describe('keys', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cases: readonly (readonly [string, string, string])[] = [
    ['empty', '  \n', 'empty'],
    ['prose', 'not a key at all!', 'not-a-key'],
    ['base64 of nothing', 'AAAA', 'not-a-key'],
    ['cut short', keyVectors.client1024.private_pkcs1_bare.slice(0, 200), 'not-a-key'],
    ['a public key', keyVectors.client1024.public_spki_pem, 'public-key'],
    ['a bare public key', keyVectors.client1024.public_spki_bare, 'public-key'],
    ['elliptic curve', ec.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), 'not-rsa'],
    [
      'a 512-bit key',
      generateKeyPairSync('rsa', { modulusLength: 512 })
        .privateKey.export({ format: 'pem', type: 'pkcs1' })
        .toString(),
      'too-short',
    ],
    [
      'password protected',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----',
      'encrypted',
    ],
    ['megabytes', 'A'.repeat(1_000_000), 'not-a-key'],
  ];
  test.each(cases)('%s is refused with what to do', (_name, text, fault) => {
    expect(() => readPrivateKey(text)).toThrow(expect.objectContaining({ name: 'KeyError', fault }));
  });

  test('line breaks, CRLF and spaces around a key do not matter', () => {
    const bare = keyVectors.client1024.private_pkcs8_bare;
    const wrapped = ` ${bare.replace(/(.{64})/g, '$1\r\n')}\r\n`;
    expect(readPrivateKey(wrapped).equals(readPrivateKey(bare))).toBe(true);
  });
});
