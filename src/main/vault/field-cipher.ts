import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const DATA_KEY_BYTES = 32;
/** 96 bits, as GCM wants it; random, and a data key encrypts a handful of texts in its life. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface SealedField {
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/** Where a sealed text belongs: bound to it, so that rows cannot be exchanged for one another. */
export interface FieldPlace {
  readonly keyId: string;
  readonly accountId: string;
  readonly field: string;
}

/** AES-256-GCM. */
export function sealField(dataKey: Uint8Array, place: FieldPlace, text: string): SealedField {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', dataKey, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(place));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { nonce, ciphertext, tag: cipher.getAuthTag() };
}

/** @throws Error when a byte was changed, or when the text was sealed for another place or by another key */
export function openField(dataKey: Uint8Array, place: FieldPlace, sealed: SealedField): string {
  const decipher = createDecipheriv('aes-256-gcm', dataKey, sealed.nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(place));
  decipher.setAuthTag(sealed.tag);
  return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]).toString('utf8');
}

function boundTo(place: FieldPlace): Buffer {
  return Buffer.from(
    JSON.stringify(['tiger-mcp-desktop/1', place.keyId, place.accountId, place.field]),
    'utf8',
  );
}
