/**
 * After the trade (controls 33 and 36): fills as the broker lists them, orders at the broker that were not made here,
 * since when each account is watched for them, and what the user has to see. Orders that filled before this version are
 * not judged after the fact, so they count as checked.
 */
export const postTrade = `
ALTER TABLE orders ADD COLUMN commission TEXT;
ALTER TABLE orders ADD COLUMN fills_checked TEXT;
UPDATE orders SET fills_checked = filled_quantity;
CREATE INDEX orders_fills_due ON orders (account_id)
  WHERE kind = 'place' AND filled_quantity IS NOT NULL AND filled_quantity <> '0' AND fills_checked IS NOT filled_quantity;

CREATE TABLE fills (
  account_id TEXT NOT NULL,
  fill_id TEXT NOT NULL,
  broker_order_id TEXT NOT NULL,
  proposal_id TEXT NOT NULL REFERENCES proposals (id),
  symbol TEXT,
  side TEXT,
  quantity TEXT,
  price TEXT,
  currency TEXT,
  filled_at_ms INTEGER,
  seen_at_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, fill_id)
) STRICT;
CREATE INDEX fills_of_proposal ON fills (proposal_id);

CREATE TABLE outside_orders (
  account_id TEXT NOT NULL,
  broker_order_id TEXT NOT NULL,
  seen_at_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, broker_order_id)
) STRICT;
CREATE TABLE watched_accounts (
  account_id TEXT PRIMARY KEY,
  since_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE trade_alerts (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  account_id TEXT NOT NULL,
  account_alias TEXT NOT NULL,
  broker_order_id TEXT,
  proposal_id TEXT,
  text TEXT NOT NULL,
  findings_json TEXT NOT NULL,
  same_as TEXT NOT NULL UNIQUE,
  raised_at_ms INTEGER NOT NULL,
  acknowledged_at_ms INTEGER,
  ended_at_ms INTEGER
) STRICT;
CREATE INDEX trade_alerts_open ON trade_alerts (raised_at_ms) WHERE acknowledged_at_ms IS NULL AND ended_at_ms IS NULL;
`;
