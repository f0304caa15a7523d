import * as z from 'zod';
import { accountModeSchema, accountStateSchema, clientAccessSchema } from '../domain/account.ts';
import { backupListSchema, backupNameSchema, backupSchema } from '../domain/backup.ts';
import { clientEntrySchema } from '../domain/client-entry.ts';
import { httpStateSchema } from '../domain/http-access.ts';
import { newPassphraseSchema, passphraseSchema, vaultStatusSchema } from '../domain/vault-status.ts';
import type { Contract } from './contract.ts';
import { nothing } from './nothing.ts';

/** Where the command line looks, below the data folder; of the same form as the bridge's own file. */
export const CONTROL_ENDPOINT_FILE = 'run/control.json';
/** A request is a name and a passphrase at most. */
export const CONTROL_REQUEST_BYTES_MAX = 16_384;

export const controlRequestSchema = z.strictObject({ command: z.string().max(60), input: z.unknown() });

const accountSchema = z.strictObject({
  alias: z.string(),
  label: z.string(),
  mode: accountModeSchema,
  state: accountStateSchema,
  stateText: z.string().nullable(),
  isDemo: z.boolean(),
  clientAccess: clientAccessSchema,
});

const clientSchema = clientEntrySchema
  .pick({
    ...{ id: true, name: true, origin: true, role: true, isReadOnly: true, state: true },
    ...{ lastSeenAtMs: true, callsTotal: true, denialsTotal: true, connectionsOpen: true },
  })
  .extend({ httpTokens: z.int() });

/**
 * What the command line may ask the running app: to look, and to look after backups and the log. Nothing here decides
 * about a trade, lets a client in, gives or widens a right, or reads a secret; a passphrase goes in and none comes out.
 */
export const controlCommands = {
  status: {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      isLocked: z.boolean(),
      clients: z.strictObject({ isListening: z.boolean(), text: z.string(), connectionsOpen: z.int() }),
      http: httpStateSchema,
      vault: vaultStatusSchema.pick({ protection: true, keychain: true, isLocked: true }),
      databaseBytes: z.int(),
      proposalsByState: z.record(z.string(), z.int()),
      accounts: z.array(accountSchema),
    }),
  },
  accounts: { input: nothing, output: z.array(accountSchema) },
  clients: { input: nothing, output: z.array(clientSchema) },
  'audit.verify': {
    input: nothing,
    output: z.strictObject({
      isIntact: z.boolean(),
      eventsChecked: z.int(),
      firstBadSequence: z.int().nullable(),
      text: z.string(),
    }),
  },
  /** Into the app's folder of exports; no path is taken. */
  'audit.export': {
    input: z.strictObject({ format: z.enum(['jsonl', 'csv', 'html']) }),
    output: z.strictObject({ path: z.string(), eventsWritten: z.int() }),
  },
  'backup.list': { input: nothing, output: backupListSchema },
  'backup.create': { input: z.strictObject({ passphrase: newPassphraseSchema }), output: backupSchema },
  /** Checked in full now, put into place at the next start. */
  'backup.restore': {
    input: z.strictObject({ name: backupNameSchema, passphrase: passphraseSchema }),
    output: z.strictObject({ keptIn: z.string() }),
  },
} as const satisfies Contract;
export type ControlCommands = typeof controlCommands;
