import * as z from 'zod';
import { appSettingsSchema } from '../../domain/app-settings.ts';
import { settingStateSchema } from '../../domain/setting-source.ts';
import { stopShortcutStateSchema } from '../../domain/stop-shortcuts.ts';
import { BOTH, type CommandContract, done, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

const appStatusSchema = z.strictObject({
  version: z.string(),
  electronVersion: z.string(),
  /** Set when the app runs on the development runtime, which is never shipped. */
  runtimeNotice: z.string().nullable(),
  homeDir: z.string(),
  mcpEndpoint: z.strictObject({ isListening: z.boolean(), text: z.string() }),
  connectionsOpen: z.int(),
  /** null: no keychain, secrets of real accounts live for this session only. */
  keychain: z.string().nullable(),
  databaseBytes: z.int(),
  /** Every command but status and unlock answers `locked`. */
  isLocked: z.boolean(),
});
export type AppStatus = z.infer<typeof appStatusSchema>;

export const appCommands = {
  'app.status': { input: nothing, output: appStatusSchema, roles: BOTH },
  'app.showFile': {
    input: z.strictObject({ file: z.enum(['log', 'export', 'home', 'backups']) }),
    output: done,
    roles: MAIN,
  },
  'app.lock': { input: nothing, output: done, roles: BOTH },
  'settings.get': { input: nothing, output: appSettingsSchema, roles: BOTH },
  /** Where each value comes from. */
  'settings.states': { input: nothing, output: z.array(settingStateSchema), roles: MAIN },
  /** Whether the desktop granted the keys that stop trading. */
  'settings.stopShortcuts': { input: nothing, output: z.array(stopShortcutStateSchema), roles: MAIN },
  'settings.set': { input: appSettingsSchema.partial(), output: appSettingsSchema, roles: MAIN },
} as const satisfies CommandContract;
