/**
 * The ids of the legs that the broker made of an order, as it named them when it took the order. An order of before has
 * none here: its legs are known by what the broker lists alone.
 */
export const orderLegs = `
CREATE TABLE order_legs (
  account_id TEXT NOT NULL,
  broker_order_id TEXT NOT NULL,
  parent_broker_order_id TEXT NOT NULL,
  PRIMARY KEY (account_id, broker_order_id)
) STRICT;
`;
