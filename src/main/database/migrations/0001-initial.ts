/**
 * Amounts, prices, quantities and ids are TEXT (exact), instants are INTEGER epoch milliseconds, flags are 0 or 1.
 * Rules that must hold whatever the code does are constraints here:
 * - a proposal has at most one order (`orders.proposal_id` is the key), so an approval is used once;
 * - a symbol has at most one order whose outcome is open or unknown (`orders_symbol_lock`, control 13);
 * - two orders that are not over never share an order number, by which they are found again;
 * - a client's request key names one proposal (`proposals_request`, control 12);
 * - audit rows are neither changed nor deleted (triggers).
 */
export const initial = `
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  alias TEXT NOT NULL,
  label TEXT NOT NULL,
  is_demo INTEGER NOT NULL,
  client_access TEXT NOT NULL,
  is_live_trading_enabled INTEGER NOT NULL,
  last_four TEXT,
  mode TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  removed_at_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX accounts_alias ON accounts (alias) WHERE removed_at_ms IS NULL;

CREATE TABLE account_secrets (
  account_id TEXT PRIMARY KEY,
  key_id TEXT NOT NULL,
  nonce BLOB NOT NULL,
  ciphertext BLOB NOT NULL,
  tag BLOB NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE vault_keys (
  id TEXT PRIMARY KEY,
  wrapped BLOB NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE risk_settings (
  account_id TEXT PRIMARY KEY,
  settings TEXT NOT NULL,
  version INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE proposals (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  account_id TEXT NOT NULL,
  account_alias TEXT NOT NULL,
  mode TEXT NOT NULL,
  run_id TEXT NOT NULL,
  connection_id TEXT,
  client_name TEXT NOT NULL,
  client_version TEXT,
  is_client_connected INTEGER NOT NULL,
  request_id TEXT,
  request_hash TEXT NOT NULL,
  order_json TEXT,
  symbol TEXT,
  cancels_broker_order_id TEXT,
  rationale TEXT NOT NULL,
  controls_json TEXT NOT NULL,
  card_json TEXT,
  seal TEXT,
  policy_version TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER,
  decided_at_ms INTEGER,
  decision_note TEXT,
  acknowledged_json TEXT,
  review_reason TEXT,
  supersedes TEXT,
  superseded_by TEXT,
  updated_at_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX proposals_request ON proposals (account_id, client_name, request_id)
  WHERE request_id IS NOT NULL;
CREATE INDEX proposals_state ON proposals (state, expires_at_ms);
CREATE INDEX proposals_newest ON proposals (created_at_ms, id);
CREATE INDEX proposals_symbol ON proposals (account_id, symbol, created_at_ms);

CREATE TABLE orders (
  proposal_id TEXT PRIMARY KEY REFERENCES proposals (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  account_id TEXT NOT NULL,
  symbol TEXT,
  order_json TEXT,
  order_number TEXT,
  broker_order_id TEXT,
  broker_code TEXT,
  broker_message TEXT,
  filled_quantity TEXT,
  average_fill_price TEXT,
  sent_at_ms INTEGER,
  absences_seen INTEGER NOT NULL,
  checks_failed INTEGER NOT NULL,
  next_check_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX orders_symbol_lock ON orders (account_id, symbol)
  WHERE kind = 'place' AND state IN ('submitting', 'unknown');
CREATE UNIQUE INDEX orders_number ON orders (account_id, order_number)
  WHERE order_number IS NOT NULL AND next_check_at_ms IS NOT NULL;
CREATE INDEX orders_due ON orders (account_id, next_check_at_ms) WHERE next_check_at_ms IS NOT NULL;
CREATE INDEX orders_broker ON orders (account_id, broker_order_id);

CREATE TABLE audit_events (
  sequence INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  client_name TEXT,
  account_id TEXT,
  proposal_id TEXT,
  broker_order_id TEXT,
  summary TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_events_kind ON audit_events (kind, sequence);
CREATE INDEX audit_events_account ON audit_events (account_id, sequence);
CREATE INDEX audit_events_proposal ON audit_events (proposal_id, sequence);
CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events
  BEGIN SELECT RAISE(ABORT, 'audit rows are append-only'); END;
CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events
  BEGIN SELECT RAISE(ABORT, 'audit rows are append-only'); END;

CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
INSERT INTO audit_head (id, sequence, hash)
  VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head WHEN NEW.sequence <> OLD.sequence + 1
  BEGIN SELECT RAISE(ABORT, 'the audit head moves forward by one'); END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
  BEGIN SELECT RAISE(ABORT, 'the audit head stays'); END;

CREATE TABLE client_connections (
  connection_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT,
  protocol_version TEXT,
  connected_at_ms INTEGER NOT NULL,
  disconnected_at_ms INTEGER,
  calls_total INTEGER NOT NULL,
  refusals_total INTEGER NOT NULL,
  last_call_at_ms INTEGER
) STRICT;
CREATE INDEX client_connections_newest ON client_connections (connected_at_ms);
`;
