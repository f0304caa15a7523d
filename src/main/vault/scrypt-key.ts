import { randomBytes, scrypt } from 'node:crypto';
import * as z from 'zod';
import type { Secret } from '../../shared/secret.ts';

/**
 * What scrypt costs whoever guesses. The bounds keep a file that somebody else wrote from taking all memory: scrypt
 * needs 128 * N * r bytes.
 */
export const scryptCostSchema = z.strictObject({
  /** 2 to this power is N. */
  logN: z.int().min(1).max(20),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(16),
});
export type ScryptCost = z.infer<typeof scryptCostSchema>;

/** N = 2^17, r = 8, p = 1 (128 MiB): the first choice of OWASP's Password Storage Cheat Sheet. */
export const SCRYPT_COST: ScryptCost = { logN: 17, r: 8, p: 1 };

const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** Node refuses more than 32 MiB unless told; a little above what scrypt's own blocks need. */
const MEMORY_SLACK_BYTES = 1024 * 1024;

export function newSalt(): Buffer {
  return randomBytes(SALT_BYTES);
}

/** 32 bytes for AES-256. The same words typed on two keyboards are the same bytes: NFKC, RFC 8265. */
export function deriveKey(passphrase: Secret, salt: Uint8Array, cost: ScryptCost): Promise<Buffer> {
  const parameters = { N: 2 ** cost.logN, r: cost.r, p: cost.p };
  const maxmem = 128 * parameters.N * cost.r + 128 * cost.r * cost.p + MEMORY_SLACK_BYTES;
  const words = Buffer.from(passphrase.reveal().normalize('NFKC'), 'utf8');
  return new Promise((resolve, reject) => {
    scrypt(words, salt, KEY_BYTES, { ...parameters, maxmem }, (error, key) => {
      words.fill(0);
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
