/**
 * Transfers between segments and exchanges of currency. One of a kind is under way on an account at a time
 * (`orders_money_lock`): the broker has no key of ours for a transfer, so what became of one is read from its lists.
 */
export const moneyMoves = `
ALTER TABLE proposals ADD COLUMN money_json TEXT;
CREATE UNIQUE INDEX orders_money_lock ON orders (account_id, kind)
  WHERE kind IN ('transfer', 'forex') AND state IN ('submitting', 'unknown');
`;
