/**
 * What the user lets each AI client do. Of its token only the hash is here; the token itself is in a file that the
 * client's bridge reads. Connections name the entry by which they came in; null: none.
 */
export const clientEntries = `
CREATE TABLE clients (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  program TEXT,
  token_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  is_read_only INTEGER NOT NULL,
  toolsets TEXT NOT NULL,
  accounts TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  last_seen_at_ms INTEGER,
  calls_total INTEGER NOT NULL,
  denials_total INTEGER NOT NULL,
  characters_sent INTEGER NOT NULL
) STRICT;

ALTER TABLE client_connections ADD COLUMN client_id TEXT;
`;
