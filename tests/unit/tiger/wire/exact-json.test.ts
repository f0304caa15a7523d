import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  JSON_DEPTH_MAX,
  JSON_LENGTH_MAX,
  parseExactJson,
  stringifyExactJson,
} from '../../../../src/tiger/wire/exact-json.ts';
import { ExactNumber } from '../../../../src/tiger/wire/exact-number.ts';

const numberText = fc.oneof(
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.stringMatching(/^\d{1,20}$/))
    .map(([whole, fraction]) => `${whole}.${fraction}`),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);

describe('every number keeps its digits', () => {
  test('both ways, for any number', () => {
    fc.assert(
      fc.property(numberText, (text) => {
        const value = parseExactJson(`{"n":[${text}]}`);
        expect(value).toEqual({ n: [new ExactNumber(text)] });
        expect(stringifyExactJson(value)).toBe(`{"n":[${text}]}`);
      }),
    );
  });

  test('order ids above 2^53 are written unquoted, from bigint too', () => {
    expect(stringifyExactJson({ id: 40139406481165312n })).toBe('{"id":40139406481165312}');
    expect(stringifyExactJson(parseExactJson('{"id":40139406481165313}'))).toBe('{"id":40139406481165313}');
  });

  test('any other JSON value reads as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ depthSize: 'medium' }), (text) => {
        const standard: unknown = JSON.parse(text);
        expect(JSON.parse(stringifyExactJson(parseExactJson(text)))).toEqual(standard);
      }),
    );
  });
});

describe('refusals', () => {
  test.each([
    ['empty', '', 'not-json'],
    ['html', '<html></html>', 'not-json'],
    ['two documents', '{} {}', 'not-json'],
    ['trailing comma', '{"a":1,}', 'not-json'],
    ['leading zero', '[01]', 'not-json'],
    ['NaN', '[NaN]', 'not-json'],
    ['two values for one key', '{"id":1,"id":2}', 'not-json'],
    ['a huge exponent', '[1e999999999]', 'not-json'],
    ['a number of 500 digits', `[${'9'.repeat(500)}]`, 'not-json'],
    ['too deep', `${'['.repeat(JSON_DEPTH_MAX + 1)}${']'.repeat(JSON_DEPTH_MAX + 1)}`, 'too-deep'],
    ['deep enough to end a stack', '['.repeat(1_000_000), 'too-deep'],
    ['too long', `"${'a'.repeat(JSON_LENGTH_MAX)}"`, 'too-long'],
  ])('%s', (_name, text, fault) => {
    expect(() => parseExactJson(text)).toThrow(expect.objectContaining({ name: 'ExactJsonError', fault }));
  });

  test('brackets inside text are no depth, and the limit itself is allowed', () => {
    expect(parseExactJson(`"${'['.repeat(1000)}\\"${'{'.repeat(1000)}"`)).toHaveLength(2001);
    expect(() => parseExactJson('['.repeat(JSON_DEPTH_MAX) + ']'.repeat(JSON_DEPTH_MAX))).not.toThrow();
  });

  test('an error never repeats the text', () => {
    expect(() => parseExactJson('{"secret_key":"abc"')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('abc') as string }),
    );
  });

  test.each([0.1, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('a double is not written: %s', (value) => {
    expect(() => stringifyExactJson({ value })).toThrow(
      expect.objectContaining({ name: 'ExactJsonError', fault: 'unsupported-value' }),
    );
  });

  test('a member named __proto__ is a member', () => {
    const value = parseExactJson('{"__proto__":{"polluted":true}}') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.hasOwn({}, 'polluted')).toBe(false);
    expect((value as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
