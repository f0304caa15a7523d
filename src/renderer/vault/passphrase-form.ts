import { PASSPHRASE_LENGTH_MIN } from '../../shared/domain/vault-status.ts';
import { vaultText as text } from '../i18n/en-vault.ts';

export interface PassphraseErrors {
  readonly next: string | null;
  readonly again: string | null;
}

/** What is wrong with a passphrase that is being chosen. */
export function passphraseErrors(next: string, again: string): PassphraseErrors {
  return {
    next: next.length < PASSPHRASE_LENGTH_MIN ? text.tooShort(PASSPHRASE_LENGTH_MIN) : null,
    again: next === again ? null : text.different,
  };
}
