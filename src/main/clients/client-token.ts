import { createHash, randomBytes } from 'node:crypto';
import type { ClientId } from '../../shared/domain/client-entry.ts';
import { Secret } from '../../shared/secret.ts';
import { randomId } from '../platform/random-id.ts';

const ID_LENGTH = 16;
const TOKEN_BYTES = 32;

export function newClientId(): ClientId {
  return `cli_${randomId(ID_LENGTH)}`;
}

export function newToken(): Secret {
  return new Secret(randomBytes(TOKEN_BYTES).toString('base64url'));
}

export function hashOf(token: Secret): string {
  return createHash('sha256').update(token.reveal()).digest('hex');
}
