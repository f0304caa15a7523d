import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTigerToken, tokenOf } from '../../../src/tiger/tiger-token.ts';
import { formatProperties } from '../../../src/tiger/wire/properties-file.ts';
import { requestVectors } from './vectors.ts';

test('the token of the recorded request says when it was made and when it ends', () => {
  const vector = requestVectors.find(({ name }) => name.startsWith('py20'))!;
  const [, header] = vector.request.headers.find(([name]) => name === 'Authorization')!;
  const token = tokenOf(header)!;
  expect(token).toMatchObject({ createdMs: 1795400000000, expiresMs: 1797992000000 });
  expect(token.secret.reveal()).toBe(header);
});

test('whatever stands behind the two times, they and the token are read back from the file', () => {
  const timeMs = fc.integer({ min: 1_000_000_000_000, max: 9_000_000_000_000 });
  fc.assert(
    fc.property(
      timeMs,
      fc.integer({ min: 1, max: 10 ** 11 }),
      fc.uint8Array({ maxLength: 80 }),
      (created, life, rest) => {
        const prefix = Buffer.from(`${created},${created + life}`);
        const text = Buffer.concat([prefix, rest]).toString('base64');
        const token = readTigerToken(formatProperties([['token', text]]));
        expect(token).toMatchObject({ createdMs: created, expiresMs: created + life });
        expect(token.secret.reveal()).toBe(text);
      },
    ),
  );
});

test('a token that does not say when it ends is a token all the same', () => {
  for (const text of ['dG9rZW4=', Buffer.from('1797992000000,1795400000000').toString('base64'), '!!!!'])
    expect(tokenOf(text)).toMatchObject({ createdMs: null, expiresMs: null });
});

test('any text is a token or none, and is never printed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const token = tokenOf(text);
      if (token === null) expect(text).not.toMatch(/^[\x21-\x7e]+$/);
      else expect(JSON.stringify(token)).toContain('[redacted]');
    }),
  );
});

describe('bad files say what to do', () => {
  test.each([
    ['empty', '', 'missing', 'token'],
    ['without a value', 'token=\n', 'missing', 'token'],
    ['the other file', 'tiger_id=20150001\naccount=1\n', 'missing', 'token'],
    ['a line break in the token', 'token=a\\r\\nX-Evil: 1', 'malformed', 'token'],
    ['a whole book', 'a'.repeat(100_000), 'not-properties', null],
  ])('%s', (_name, text, fault, property) => {
    expect(() => readTigerToken(text)).toThrow(
      expect.objectContaining({
        name: 'ConfigError',
        fault,
        property,
        nextStep: expect.stringContaining('tiger_openapi_token.properties'),
      }),
    );
  });
});
