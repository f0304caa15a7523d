/**
 * The legs of brackets as the broker last listed them, so that their fills are compared and counted once whatever is
 * restarted, and so that it can be said what was open when a link was lost. `order_json` is that reading. A leg that
 * filled before this version is compared when it is read for the first time.
 */
export const legReadings = `
ALTER TABLE order_legs ADD COLUMN status TEXT;
ALTER TABLE order_legs ADD COLUMN order_json TEXT;
ALTER TABLE order_legs ADD COLUMN filled_quantity TEXT;
ALTER TABLE order_legs ADD COLUMN fills_checked TEXT;
ALTER TABLE order_legs ADD COLUMN commission TEXT;
ALTER TABLE order_legs ADD COLUMN read_at_ms INTEGER;
CREATE INDEX order_legs_of_parent ON order_legs (account_id, parent_broker_order_id);
CREATE INDEX order_legs_fills_due ON order_legs (account_id)
  WHERE filled_quantity IS NOT NULL AND filled_quantity <> '0' AND fills_checked IS NOT filled_quantity;
`;
