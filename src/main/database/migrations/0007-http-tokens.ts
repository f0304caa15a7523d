/** What is known of the tokens for HTTP. The tokens themselves are nowhere; the key that signs them is in the vault. */
export const httpTokens = `
CREATE TABLE http_tokens (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  label TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  revoked_at_ms INTEGER,
  last_used_at_ms INTEGER
) STRICT;
`;
