import * as z from 'zod';
import { accountModeSchema, accountStateSchema } from '../../../shared/domain/account.ts';
import { READ_ANNOTATIONS, readTool, type ToolDefinition } from '../../mcp/tool.ts';

const output = z.strictObject({
  status: z
    .enum(['ok', 'degraded'])
    .describe('ok: every account that is open to you and switched on is ready.'),
  version: z.string(),
  app_locked: z.boolean().describe('true: reading goes on, but nobody can decide before it is unlocked.'),
  accounts: z.array(
    z.strictObject({
      account_id: z.string(),
      mode: accountModeSchema,
      state: accountStateSchema,
      state_text: z.string().nullable(),
    }),
  ),
});

const WORKING: ReadonlySet<string> = new Set(['ready', 'disabled']);

/** Whether the app lives, and in which state its accounts are. It asks nobody outside. */
export function readHealth(appVersion: string): ToolDefinition {
  return readTool({
    name: 'tiger_rest_health',
    title: 'Health',
    description: 'Whether the app lives, and in which state the accounts are that are open to you.',
    toolset: 'accounts',
    input: z.strictObject({}),
    output,
    annotations: { ...READ_ANNOTATIONS, openWorldHint: false },
    run: async (_input, { accounts, isAppLocked }) => {
      const open = accounts.list();
      return {
        status: open.every(({ state }) => WORKING.has(state)) ? ('ok' as const) : ('degraded' as const),
        version: appVersion,
        app_locked: isAppLocked(),
        accounts: open.map(({ alias, mode, state, stateText }) => ({
          account_id: alias,
          mode,
          state,
          state_text: stateText,
        })),
      };
    },
  });
}
