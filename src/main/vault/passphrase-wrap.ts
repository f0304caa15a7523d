import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Secret } from '../../shared/secret.ts';
import { DATA_KEY_BYTES } from './field-cipher.ts';
import { deriveKey, newSalt, type ScryptCost, scryptCostSchema } from './scrypt-key.ts';

/** No keychain's bytes begin like this: they begin with a version of theirs or with zeros. */
const MARK = Buffer.from('tiger-mcp-passphrase/1\n', 'utf8');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const base64 = z.base64().max(200);
const wrapSchema = z.strictObject({
  cost: scryptCostSchema,
  salt: base64,
  nonce: base64,
  ciphertext: base64,
  tag: base64,
});

/** A passphrase that is known while the vault is open, as the key that scrypt made of it. */
export interface PassphraseKey {
  readonly key: Buffer;
  readonly salt: Buffer;
  readonly cost: ScryptCost;
}

export async function newPassphraseKey(passphrase: Secret, cost: ScryptCost): Promise<PassphraseKey> {
  const salt = newSalt();
  return { key: await deriveKey(passphrase, salt, cost), salt, cost };
}

/** True if a passphrase, not a keychain, protects this data key: the bytes say it themselves. */
export function isPassphraseWrap(wrapped: Uint8Array): boolean {
  return Buffer.from(wrapped.subarray(0, MARK.byteLength)).equals(MARK);
}

/** AES-256-GCM under the passphrase's key, bound to the data key's id and to the cost that is stored beside it. */
export function wrapByPassphrase(keyId: string, dataKey: Uint8Array, by: PassphraseKey): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', by.key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(keyId, by.cost));
  const ciphertext = Buffer.concat([cipher.update(dataKey), cipher.final()]);
  const text = JSON.stringify({
    cost: by.cost,
    salt: by.salt.toString('base64'),
    nonce: nonce.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  });
  return Buffer.concat([MARK, Buffer.from(text, 'utf8')]);
}

export interface Unwrapped {
  readonly dataKey: Buffer;
  readonly by: PassphraseKey;
}

/**
 * @returns null when the passphrase is wrong, or the bytes were changed: nobody can tell the two apart
 * @throws Error when the bytes have not the form of a wrapped key
 */
export async function unwrapByPassphrase(
  keyId: string,
  wrapped: Uint8Array,
  passphrase: Secret,
): Promise<Unwrapped | null> {
  const text = Buffer.from(wrapped.subarray(MARK.byteLength)).toString('utf8');
  const stored = wrapSchema.parse(JSON.parse(text));
  const salt = Buffer.from(stored.salt, 'base64');
  const by = { key: await deriveKey(passphrase, salt, stored.cost), salt, cost: stored.cost };
  const nonce = Buffer.from(stored.nonce, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', by.key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(keyId, by.cost));
    decipher.setAuthTag(Buffer.from(stored.tag, 'base64'));
    const opened = decipher.update(Buffer.from(stored.ciphertext, 'base64'));
    const dataKey = Buffer.concat([opened, decipher.final()]);
    if (dataKey.byteLength !== DATA_KEY_BYTES) throw new Error('the data key has a wrong length');
    return { dataKey, by };
  } catch {
    by.key.fill(0);
    return null;
  }
}

function boundTo(keyId: string, { logN, r, p }: ScryptCost): Buffer {
  return Buffer.from(JSON.stringify(['tiger-mcp-passphrase/1', keyId, logN, r, p]), 'utf8');
}
