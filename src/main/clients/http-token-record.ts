import type { Selectable } from 'kysely';
import { type HttpToken, httpTokenSchema } from '../../shared/domain/http-access.ts';
import type { HttpTokensTable } from '../database/schema.ts';

export function tokenOf(row: Selectable<HttpTokensTable>): HttpToken {
  return httpTokenSchema.parse({
    id: row.id,
    clientId: row.client_id,
    label: row.label,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
    revokedAtMs: row.revoked_at_ms,
    lastUsedAtMs: row.last_used_at_ms,
  });
}

export function tokenRow(token: HttpToken): HttpTokensTable {
  return {
    id: token.id,
    client_id: token.clientId,
    label: token.label,
    created_at_ms: token.createdAtMs,
    expires_at_ms: token.expiresAtMs,
    revoked_at_ms: token.revokedAtMs,
    last_used_at_ms: token.lastUsedAtMs,
  };
}
