/** How the user tells accounts apart, and whether an account is switched on. */
export const accountDescription = `
ALTER TABLE accounts ADD COLUMN colour TEXT;
ALTER TABLE accounts ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE accounts ADD COLUMN is_enabled INTEGER NOT NULL DEFAULT 1;
`;
