import { type KeyObject, sign, verify } from 'node:crypto';
import { canonicalString } from './canonical-string.ts';

/** `sign_type=RSA` of the gateway means RSASSA-PKCS1-v1_5 over SHA-1 (wire contract 2.2). Not a choice of ours. */
const DIGEST = 'sha1';
/** Standard alphabet, padded, one line: Buffer.from would silently skip anything else. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Signs a request body; `members` may hold everything but the `sign` member. @returns base64 */
export function signRequest(members: Readonly<Record<string, unknown>>, privateKey: KeyObject): string {
  return signText(canonicalString(members), privateKey);
}

/** True if `signature` was made over exactly these members by the holder of the key. Never throws on bad input. */
export function verifyRequest(
  members: Readonly<Record<string, unknown>>,
  signature: unknown,
  publicKey: KeyObject,
): boolean {
  return verifyText(canonicalString(members), signature, publicKey);
}

/**
 * Signs an answer. The signature covers only the text of the request's timestamp: it says who answered, it protects
 * neither body nor method (wire contract 2.4). TLS does.
 */
export function signTimestamp(timestamp: string, privateKey: KeyObject): string {
  return signText(timestamp, privateKey);
}

/** See {@link signTimestamp} for what a valid signature proves. Never throws on bad input. */
export function verifyTimestamp(timestamp: string, signature: unknown, publicKey: KeyObject): boolean {
  return verifyText(timestamp, signature, publicKey);
}

/** What CONNECT of the push service carries: always the same for a key, so it is as good as a password (wire contract 8.2). */
export function signTigerId(tigerId: string, privateKey: KeyObject): string {
  return signText(tigerId, privateKey);
}

/** Never throws on bad input. */
export function verifyTigerId(tigerId: string, signature: unknown, publicKey: KeyObject): boolean {
  return verifyText(tigerId, signature, publicKey);
}

function signText(text: string, privateKey: KeyObject): string {
  return sign(DIGEST, Buffer.from(text, 'utf8'), privateKey).toString('base64');
}

function verifyText(text: string, signature: unknown, publicKey: KeyObject): boolean {
  if (typeof signature !== 'string' || !BASE64.test(signature)) return false;
  try {
    return verify(DIGEST, Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
