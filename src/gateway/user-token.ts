import type { KeyObject } from 'node:crypto';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { GatewayRefusal, REFUSAL_CODE } from './gateway-refusal.ts';

/** Wire contract section 6: thirty days in current documents. */
const LIFE_MS = 30 * 86_400_000;
/** The licence whose accounts need a second factor. */
const TOKEN_LICENSE = 'TBHK';
const HEAD = /^(\d{13}),(\d{13})/;
const HEAD_LENGTH = 27;
const NONCE_BYTES = 16;
const TAG_BYTES = 32;

export interface UserToken {
  readonly text: string;
  readonly createdMs: number;
  readonly expiresMs: number;
}

/** Issues and checks tokens that carry their own proof, so that none has to be stored. */
export class UserTokens {
  readonly #secret: Buffer;

  constructor(deps: { readonly signingKey: KeyObject }) {
    this.#secret = deps.signingKey.export({ type: 'pkcs8', format: 'der' });
  }

  /** base64 of `<created>,<expires>`, a nonce and a proof */
  issue(tigerId: string, nowMs: number): UserToken {
    const expiresMs = nowMs + LIFE_MS;
    const body = Buffer.concat([Buffer.from(`${nowMs},${expiresMs}`), randomBytes(NONCE_BYTES)]);
    const text = Buffer.concat([body, this.#proof(tigerId, body)]).toString('base64');
    return { text, createdMs: nowMs, expiresMs };
  }

  /** An old token stays good until it expires. @throws GatewayRefusal with code 2400 */
  check(tigerId: string, license: string, token: string | null, nowMs: number): void {
    if (license !== TOKEN_LICENSE) return;
    if (token === null || token === '') throw tokenError('user token can not be empty');
    const bytes = Buffer.from(token, 'base64');
    const body = bytes.subarray(0, HEAD_LENGTH + NONCE_BYTES);
    const proof = bytes.subarray(HEAD_LENGTH + NONCE_BYTES);
    const head = HEAD.exec(body.toString('latin1'));
    const isOurs = proof.length === TAG_BYTES && timingSafeEqual(proof, this.#proof(tigerId, body));
    if (head === null || !isOurs) throw tokenError('user token invalid');
    if (Number(head[2]) <= nowMs) throw tokenError('user token expired invalid');
  }

  #proof(tigerId: string, body: Buffer): Buffer {
    return createHmac('sha256', this.#secret).update(tigerId).update(body).digest();
  }
}

function tokenError(text: string): GatewayRefusal {
  return new GatewayRefusal(REFUSAL_CODE.userToken, text);
}
