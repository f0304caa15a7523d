import type { Insertable, Selectable } from 'kysely';
import { type ClientEntry, clientEntrySchema } from '../../shared/domain/client-entry.ts';
import type { ClientsTable } from '../database/schema.ts';

export interface StoredClient {
  readonly entry: ClientEntry;
  /** sha256 of 256 random bits: nothing to guess, so nothing slower is needed. */
  readonly tokenHash: string;
}

/** A row that no longer fits the schema is a defect: rules that are not understood must not be applied. */
export function entryOf(row: Selectable<ClientsTable>): ClientEntry {
  return clientEntrySchema.parse({
    id: row.id,
    name: row.name,
    origin: row.origin,
    program: row.program,
    role: row.role,
    isReadOnly: row.is_read_only === 1,
    toolsets: JSON.parse(row.toolsets),
    accounts: JSON.parse(row.accounts),
    state: row.state,
    readsPerMinute: row.reads_per_minute,
    createdAtMs: row.created_at_ms,
    lastSeenAtMs: row.last_seen_at_ms,
    callsTotal: row.calls_total,
    denialsTotal: row.denials_total,
    charactersSent: row.characters_sent,
    connectionsOpen: 0,
  });
}

export function rowOf({ entry, tokenHash }: StoredClient): Insertable<ClientsTable> {
  return {
    id: entry.id,
    name: entry.name,
    origin: entry.origin,
    program: entry.program,
    token_hash: tokenHash,
    role: entry.role,
    is_read_only: entry.isReadOnly ? 1 : 0,
    toolsets: JSON.stringify(entry.toolsets),
    accounts: JSON.stringify(entry.accounts),
    state: entry.state,
    reads_per_minute: entry.readsPerMinute,
    created_at_ms: entry.createdAtMs,
    last_seen_at_ms: entry.lastSeenAtMs,
    calls_total: entry.callsTotal,
    denials_total: entry.denialsTotal,
    characters_sent: entry.charactersSent,
  };
}
