import * as z from 'zod';

/**
 * It meets whoever has a copy of the file with scrypt's cost alone; between the floors of 8 (with a second factor) and
 * 15 characters (without) of NIST SP 800-63B-4, because the file has to be stolen first.
 */
export const PASSPHRASE_LENGTH_MIN = 12;
const PASSPHRASE_LENGTH_MAX = 1_024;

/** One that is chosen. */
export const newPassphraseSchema = z.string().min(PASSPHRASE_LENGTH_MIN).max(PASSPHRASE_LENGTH_MAX);
/** One that is typed to open something. */
export const passphraseSchema = z.string().min(1).max(PASSPHRASE_LENGTH_MAX);

export const vaultStatusSchema = z.strictObject({
  /** What protects stored keys; session: nothing is stored, keys live until the app ends. */
  protection: z.enum(['keychain', 'passphrase', 'session']),
  keychain: z.string().nullable(),
  isLocked: z.boolean(),
  /** After wrong attempts: when the next one is looked at. */
  retryAtMs: z.int().nullable(),
  /** Accounts that wait for their credentials. */
  waitingAccounts: z.int(),
  /** Why the app cannot be locked; null: it can. */
  lockObstacle: z.string().nullable(),
});
export type VaultStatusView = z.infer<typeof vaultStatusSchema>;
