import * as z from 'zod';

/** A name in the app's folder of backups; a window gives no path. */
export const backupNameSchema = z
  .string()
  .regex(/^(backup|daily)-[0-9TZ-]{20,30}\.tigerbackup$/, 'must be the name of a backup');

export const backupSchema = z.strictObject({
  name: backupNameSchema,
  bytes: z.int(),
  /** null: its beginning cannot be read, and `problem` says why. */
  createdAtMs: z.int().nullable(),
  appVersion: z.string().nullable(),
  problem: z.string().nullable(),
});
export type Backup = z.infer<typeof backupSchema>;

export const backupListSchema = z.strictObject({
  backups: z.array(backupSchema),
  folder: z.string(),
  /** A passphrase is kept in the vault, so that the app can make backups by itself. */
  isPassphraseKept: z.boolean(),
  /** The backup that the next start restores. */
  pendingRestore: z.string().nullable(),
});
