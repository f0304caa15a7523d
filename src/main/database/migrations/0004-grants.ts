/**
 * Grants: terms never change after they were made (`grants_terms`), a use is written in the transaction of the order's
 * intent, and no use can be added to a grant that was revoked or has no order left (`grant_uses_within`). The sum of the
 * notionals is exact text and judged by the code in that same transaction.
 * Context taint: when each client was last given text of third parties.
 */
export const grants = `
CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  client_name TEXT NOT NULL,
  terms_json TEXT NOT NULL,
  seal TEXT NOT NULL,
  orders_max INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  revoked_at_ms INTEGER
) STRICT;
CREATE INDEX grants_of_client ON grants (account_id, client_name, expires_at_ms);
CREATE TRIGGER grants_terms BEFORE UPDATE ON grants
  WHEN NEW.id <> OLD.id OR NEW.terms_json <> OLD.terms_json OR NEW.seal <> OLD.seal
    OR NEW.orders_max <> OLD.orders_max OR NEW.expires_at_ms <> OLD.expires_at_ms OR OLD.revoked_at_ms IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'the terms of a grant stay, and a revoked one stays revoked'); END;

CREATE TABLE grant_uses (
  proposal_id TEXT PRIMARY KEY REFERENCES proposals (id),
  grant_id TEXT NOT NULL REFERENCES grants (id),
  notional TEXT NOT NULL,
  used_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX grant_uses_grant ON grant_uses (grant_id);
CREATE TRIGGER grant_uses_within BEFORE INSERT ON grant_uses
  WHEN (SELECT count(*) FROM grant_uses WHERE grant_id = NEW.grant_id)
      >= (SELECT orders_max FROM grants WHERE id = NEW.grant_id)
    OR (SELECT revoked_at_ms FROM grants WHERE id = NEW.grant_id) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'the grant is used up or revoked'); END;
CREATE TRIGGER grant_uses_no_update BEFORE UPDATE ON grant_uses
  BEGIN SELECT RAISE(ABORT, 'uses of a grant are append-only'); END;
CREATE TRIGGER grant_uses_no_delete BEFORE DELETE ON grant_uses
  BEGIN SELECT RAISE(ABORT, 'uses of a grant are append-only'); END;

ALTER TABLE proposals ADD COLUMN grant_id TEXT;

CREATE TABLE context_taints (
  client_name TEXT NOT NULL,
  source TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (client_name, source)
) STRICT;
`;
