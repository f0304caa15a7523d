import { errors, jwtVerify, SignJWT } from 'jose';
import type { HttpToken } from '../../shared/domain/http-access.ts';
import { Secret } from '../../shared/secret.ts';

const ALGORITHM = 'HS256';
const ISSUER = 'tiger-mcp-desktop';
/** Not an address: the port can change. A token of this app is good at its own door and nowhere else. */
const AUDIENCE = 'tiger-mcp-desktop/http';
const TYPE = 'at+jwt';

/** What a token says once its signature, age and purpose are proven. */
interface TokenClaims {
  readonly tokenId: string;
  readonly clientId: string;
  readonly expiresAtMs: number;
}

export type ReadToken = TokenClaims | 'expired' | 'invalid';

export async function signToken(token: HttpToken, key: Uint8Array): Promise<Secret> {
  const text = await new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(token.clientId)
    .setJti(token.id)
    .setIssuedAt(seconds(token.createdAtMs))
    .setExpirationTime(seconds(token.expiresAtMs))
    .sign(key);
  return new Secret(text);
}

/** One algorithm, one issuer, one audience: what a token says of itself chooses nothing. */
export async function readToken(text: string, key: Uint8Array, nowMs: number): Promise<ReadToken> {
  try {
    const { payload } = await jwtVerify(text, key, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      typ: TYPE,
      requiredClaims: ['sub', 'jti', 'exp'],
      currentDate: new Date(nowMs),
    });
    return {
      tokenId: payload.jti ?? '',
      clientId: payload.sub ?? '',
      expiresAtMs: (payload.exp ?? 0) * 1000,
    };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'expired';
    if (error instanceof errors.JOSEError) return 'invalid';
    throw error;
  }
}

const seconds = (ms: number) => Math.floor(ms / 1000);
