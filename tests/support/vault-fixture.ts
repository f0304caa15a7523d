import type { SecretBox } from '../../src/main/vault/secret-box.ts';

/** A guess that costs nothing. */
export const CHEAP_SCRYPT = { logN: 4, r: 8, p: 1 };

export const noKeychain: SecretBox = {
  backend: async () => null,
  encrypt: () => Promise.reject(new Error('there is no keychain')),
  decrypt: () => Promise.reject(new Error('there is no keychain')),
};

/** A keychain of its own: text opens only by the box that closed it. */
export function xorKeychain(pad = 7): SecretBox {
  const flip = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ pad);
  return {
    backend: async () => 'fake',
    encrypt: async (text) => flip(Buffer.from(text)),
    decrypt: async (bytes) => ({ text: Buffer.from(flip(bytes)).toString(), isStale: false }),
  };
}
