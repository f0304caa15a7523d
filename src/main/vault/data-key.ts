import { randomBytes } from 'node:crypto';
import { randomId } from '../platform/random-id.ts';
import { DATA_KEY_BYTES } from './field-cipher.ts';
import type { PassphraseKey } from './passphrase-wrap.ts';

/** What seals the secrets of the vault. */
export interface DataKey {
  readonly id: string;
  readonly bytes: Buffer;
  /** null: the keychain wraps it. */
  readonly by: PassphraseKey | null;
}

const KEY_ID_LENGTH = 16;

export function newDataKey(): DataKey {
  return { id: `key_${randomId(KEY_ID_LENGTH)}`, bytes: randomBytes(DATA_KEY_BYTES), by: null };
}
