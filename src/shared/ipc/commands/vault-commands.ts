import * as z from 'zod';
import { backupListSchema, backupNameSchema, backupSchema } from '../../domain/backup.ts';
import { newPassphraseSchema, passphraseSchema, vaultStatusSchema } from '../../domain/vault-status.ts';
import { type CommandContract, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

export const vaultCommands = {
  'vault.status': { input: nothing, output: vaultStatusSchema, roles: MAIN },
  /** Sets the first passphrase, or changes it: then the current one is needed. */
  'vault.setPassphrase': {
    input: z.strictObject({
      passphrase: newPassphraseSchema,
      currentPassphrase: passphraseSchema.nullable(),
    }),
    output: vaultStatusSchema,
    roles: MAIN,
  },
  'vault.unlock': {
    input: z.strictObject({ passphrase: passphraseSchema }),
    output: vaultStatusSchema,
    roles: MAIN,
  },
  /** A new data key; every stored secret is sealed again by it. */
  'vault.rotate': { input: nothing, output: z.strictObject({ secrets: z.int() }), roles: MAIN },
  'backup.list': { input: nothing, output: backupListSchema, roles: MAIN },
  'backup.create': {
    input: z.strictObject({
      passphrase: newPassphraseSchema,
      /** The vault keeps it, for the backups that the app makes by itself. */
      isKept: z.boolean(),
    }),
    output: backupSchema,
    roles: MAIN,
  },
  /** Checks it in full; the next start puts it into place and keeps what was there in a folder of the home folder. */
  'backup.restore': {
    input: z.strictObject({ name: backupNameSchema, passphrase: passphraseSchema }),
    output: z.strictObject({ keptIn: z.string() }),
    roles: MAIN,
  },
} as const satisfies CommandContract;
