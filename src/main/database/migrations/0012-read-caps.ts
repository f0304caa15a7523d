/** The user's own caps on reads, beside Tiger's limits. The defaults are those of `shared/domain/read-caps.ts` then. */
export const readCaps = `
ALTER TABLE accounts ADD COLUMN reads_per_minute INTEGER NOT NULL DEFAULT 1200;
ALTER TABLE clients ADD COLUMN reads_per_minute INTEGER NOT NULL DEFAULT 600;
`;
