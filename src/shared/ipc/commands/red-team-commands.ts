import * as z from 'zod';
import { accountIdSchema } from '../../domain/account.ts';
import { redTeamStatusSchema } from '../../domain/red-team.ts';
import { type CommandContract, done, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

/** Attacks against the user's own settings. They meet an app of their own; no account of the user is touched. */
export const redTeamCommands = {
  'redTeam.status': { input: nothing, output: redTeamStatusSchema, roles: MAIN },
  /** Begins a run with the risk settings of this account; `redTeam.changed` says how it goes. */
  'redTeam.start': { input: z.strictObject({ accountId: accountIdSchema }), output: done, roles: MAIN },
  /** Ends it after the attack that is under way. */
  'redTeam.end': { input: nothing, output: done, roles: MAIN },
  /** The newest run as a file in the app's export folder. */
  'redTeam.export': { input: nothing, output: z.strictObject({ path: z.string() }), roles: MAIN },
} as const satisfies CommandContract;
