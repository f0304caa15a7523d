/**
 * Kill switch: one row for each stop that is in force, none for level 0; `target` is an account id, a client's name, or
 * empty for the whole app.
 * Modify: the order that a proposal changes. One change of an order is under way at a time (`orders_modify_lock`), so
 * that what became of it can be read from the order.
 */
export const tradingStopsAndModify = `
CREATE TABLE trading_stops (
  scope TEXT NOT NULL CHECK (scope IN ('app', 'account', 'client')),
  target TEXT NOT NULL CHECK ((scope = 'app') = (target = '')),
  level INTEGER NOT NULL CHECK (level IN (1, 2)),
  tripped_by_client TEXT,
  reason TEXT NOT NULL,
  tripped_at_ms INTEGER NOT NULL,
  PRIMARY KEY (scope, target)
) STRICT;

ALTER TABLE proposals ADD COLUMN modifies_broker_order_id TEXT;
CREATE UNIQUE INDEX orders_modify_lock ON orders (account_id, broker_order_id)
  WHERE kind = 'modify' AND state IN ('submitting', 'unknown');
`;
