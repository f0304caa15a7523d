import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatProperties,
  PROPERTIES_LENGTH_MAX,
  parseProperties,
} from '../../../../src/tiger/wire/properties-file.ts';

test('whatever is written is read back', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([key]) => key }), (entries) => {
      expect([...parseProperties(formatProperties(entries))]).toEqual(entries);
    }),
  );
});

test('the forms of java.util.Properties', () => {
  const text = [
    '\uFEFF# comment',
    '! comment too',
    '',
    'tiger_id=20150001',
    '  account : 123  ',
    'license TBSG',
    'private_key_pk1=MII\\=\\=',
    'bare=MII==',
    'env=PR\\',
    '    OD',
    'word=\\u5907\\t\\q\\\\',
    'empty',
    'tiger_id=last',
  ].join('\r\n');
  expect(Object.fromEntries(parseProperties(text))).toEqual({
    tiger_id: 'last',
    account: '123  ',
    license: 'TBSG',
    private_key_pk1: 'MII==',
    bare: 'MII==',
    env: 'PROD',
    word: '备\tq\\',
    empty: '',
  });
});

test('a base64 value stays as it is, for readers that do not unescape', () => {
  expect(formatProperties([['private_key_pk8', 'ab+/==']])).toBe('private_key_pk8=ab+/==\n');
});

test('a file that cannot be a properties file is refused', () => {
  expect(() => parseProperties('a'.repeat(PROPERTIES_LENGTH_MAX + 1))).toThrow(RangeError);
});
