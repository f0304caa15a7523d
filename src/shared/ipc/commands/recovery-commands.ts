import * as z from 'zod';
import { backupNameSchema, backupSchema } from '../../domain/backup.ts';
import {
  pastAccountSchema,
  pastAuditSchema,
  pastOrderSchema,
  pastPageSchema,
  pastProposalSchema,
  recoveryBackupsSchema,
  recoveryStateSchema,
} from '../../domain/recovery.ts';
import { settingStateSchema } from '../../domain/setting-source.ts';
import { newPassphraseSchema, passphraseSchema } from '../../domain/vault-status.ts';
import { type CommandContract, done, RECOVERY } from '../command.ts';
import { nothing } from '../nothing.ts';

/** The first row of the page, from the newest. */
const page = z.strictObject({ offset: z.int().min(0) });

/** The window that stands in the place of the others while the app has no database to work with. */
export const recoveryCommands = {
  'recovery.state': { input: nothing, output: recoveryStateSchema, roles: RECOVERY },
  'recovery.accounts': { input: page, output: pastPageSchema(pastAccountSchema), roles: RECOVERY },
  'recovery.proposals': { input: page, output: pastPageSchema(pastProposalSchema), roles: RECOVERY },
  'recovery.orders': { input: page, output: pastPageSchema(pastOrderSchema), roles: RECOVERY },
  'recovery.audit': { input: page, output: pastPageSchema(pastAuditSchema), roles: RECOVERY },
  'recovery.settings': { input: nothing, output: z.array(settingStateSchema), roles: RECOVERY },
  'recovery.backups': { input: nothing, output: recoveryBackupsSchema, roles: RECOVERY },
  /** Checks the backup in full, prepares it for the next start, and starts the app again. */
  'recovery.restore': {
    input: z.strictObject({ name: backupNameSchema, passphrase: passphraseSchema }),
    output: z.strictObject({ keptIn: z.string() }),
    roles: RECOVERY,
  },
  /** Of a database of a newer version: an encrypted backup, for that version. */
  'recovery.backUp': {
    input: z.strictObject({ passphrase: newPassphraseSchema }),
    output: backupSchema,
    roles: RECOVERY,
  },
  /** Of a damaged database: puts it aside unchanged, and starts the app again with an empty one. */
  'recovery.setAside': { input: nothing, output: done, roles: RECOVERY },
  'recovery.showFolder': {
    input: z.strictObject({ folder: z.enum(['home', 'backups']) }),
    output: done,
    roles: RECOVERY,
  },
  'recovery.quit': { input: nothing, output: done, roles: RECOVERY },
} as const satisfies CommandContract;
