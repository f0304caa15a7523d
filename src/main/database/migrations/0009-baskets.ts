/**
 * Baskets: each order of a basket is a proposal of its own that names the basket and its place in it. No two orders of a
 * basket have the same place, and the database knows no leg outside a basket.
 */
export const baskets = `
ALTER TABLE proposals ADD COLUMN basket_id TEXT REFERENCES proposals (id);
ALTER TABLE proposals ADD COLUMN leg_number INTEGER CHECK ((leg_number IS NULL) = (basket_id IS NULL));
CREATE UNIQUE INDEX proposals_leg ON proposals (basket_id, leg_number) WHERE basket_id IS NOT NULL;
`;
