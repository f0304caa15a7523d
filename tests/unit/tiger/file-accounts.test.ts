import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileAccounts } from '../../../src/tiger/file-accounts.ts';
import { formatProperties, parseProperties } from '../../../src/tiger/wire/properties-file.ts';

const numbers = (text: string) => fileAccounts(text).map(({ tigerId, account }) => `${tigerId}/${account}`);

describe('the accounts of a properties file', () => {
  it.each([
    ['one', 'tiger_id=1\naccount=A1\nprivate_key=k', ['1/A1']],
    ['several lines', 'tiger_id=1\naccount=A1\naccount=A2\nprivate_key=k', ['1/A1', '1/A2']],
    ['several in a line', 'tiger_id=1\naccount=A1, A2;A3\nprivate_key=k', ['1/A1', '1/A2', '1/A3']],
    ['the same twice', 'tiger_id=1\naccount=A1\naccount=A1', ['1/A1']],
    [
      'whole exports',
      'private_key=k\ntiger_id=1\naccount=A1\nprivate_key=l\ntiger_id=2\naccount=A2',
      ['1/A1', '2/A2'],
    ],
    ['none', 'tiger_id=1', ['1/']],
    ['nothing', '', ['/']],
  ])('%s', (_what, text, expected) => {
    expect(numbers(text)).toEqual(expected);
  });

  it('keeps the key of one developer out of the text of another', () => {
    const [first, second] = fileAccounts(
      'private_key=first\ntiger_id=1\naccount=A1\ntoken=t\nprivate_key=second\ntiger_id=2\naccount=A2',
    );
    expect(first?.properties).not.toContain('second');
    expect(second?.properties).not.toContain('first');
    expect(parseProperties(second!.properties).get('token')).toBeUndefined();
  });

  it('refuses a file that names more than anybody has', () => {
    const text = `tiger_id=1\naccount=${Array.from({ length: 21 }, (_, index) => `A${index}`).join(',')}`;
    expect(() => fileAccounts(text)).toThrow(/more than 20/);
  });

  it('gives each account a text that reads back to it and to all that the file says else', () => {
    const number = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/);
    const value = fc.string({ maxLength: 40 }).map((text) => text.trim());
    fc.assert(
      fc.property(fc.uniqueArray(number, { minLength: 1, maxLength: 5 }), value, (wanted, secret) => {
        const lines: [string, string][] = [
          ['tiger_id', '7'],
          ...wanted.map((one): [string, string] => ['account', one]),
        ];
        const found = fileAccounts(formatProperties([...lines, ['private_key', secret]]));
        expect(found.map(({ account }) => account)).toEqual(wanted);
        for (const { account, properties } of found) {
          const read = parseProperties(properties);
          expect([read.get('account'), read.get('tiger_id'), read.get('private_key')]).toEqual([
            account,
            '7',
            secret,
          ]);
        }
      }),
    );
  });
});
