import { expect, it } from 'vitest';
import { passphraseErrors } from '../../../src/renderer/vault/passphrase-form.ts';

it('a passphrase is long enough and typed twice alike', () => {
  expect(passphraseErrors('twelve chars', 'twelve chars')).toEqual({ next: null, again: null });
  expect(passphraseErrors('eleven char', 'eleven char').next).toMatch(/12/);
  expect(passphraseErrors('twelve chars', 'twelve char').again).not.toBeNull();
});
