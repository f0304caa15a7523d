import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import { STOP_REASON_LENGTH_MAX, type StopTarget } from '../../../../shared/domain/trading-stop.ts';
import { isoTime } from '../../account-fields.ts';
import { accountInput, wordInput } from '../../tolerant-input.ts';
import { type ProposeContext, proposeTool } from '../../tool.ts';

const SCOPES = ['app', 'account', 'client'] as const;

const input = z.strictObject({
  scope: wordInput(SCOPES).describe(
    'app: all trading here. account: one account, named by account_id. client: only your own orders.',
  ),
  account_id: accountInput('Alias of the account to stop; needed for scope account.').optional(),
  reason: z.string().trim().min(1).max(STOP_REASON_LENGTH_MAX).describe('Why, in words for the user.'),
});

const output = z.strictObject({
  scope: z.enum(SCOPES),
  account_id: z.string().nullable().describe('Alias of the stopped account.'),
  level: z.int().describe('1: new orders are paused. 2: the user also had open orders cancelled.'),
  stopped_at: z.string().describe('Since when, ISO 8601 UTC.'),
  message: z.string(),
  next_step: z.string(),
});

export const tripKillSwitch = proposeTool({
  name: 'tiger_trip_kill_switch',
  title: 'Stop trading',
  description:
    'Stops new orders at once, when something is wrong or the user says stop, until the user lifts the stop in the window. Open orders stay open; tiger_cancel_order cancels them.',
  toolset: 'trading',
  input,
  output,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  run: async ({ scope, account_id, reason }, context) => {
    const { target, alias } = targetOf(scope, account_id, context);
    const stop = await context.trading.pauseWrites(target, reason, context.requester);
    return {
      scope,
      account_id: alias,
      level: stop.level,
      stopped_at: isoTime(stop.trippedAtMs),
      message: 'Stopped: new and changed orders are held back. Cancels still work.',
      next_step: 'Tell the user why. Only the user can lift the stop, in the window of Tiger MCP Desktop.',
    };
  },
});

/** @throws AppError invalid_input or not_found */
function targetOf(
  scope: (typeof SCOPES)[number],
  accountRef: string | undefined,
  context: ProposeContext,
): { target: StopTarget; alias: string | null } {
  if (scope === 'app') return { target: { scope }, alias: null };
  if (scope === 'client') return { target: { scope, clientName: context.requester.name }, alias: null };
  if (accountRef === undefined) {
    throw new AppError('invalid_input', 'account_id: is needed for scope account', {
      nextStep: 'Name the account, or use scope app.',
    });
  }
  const { id, alias } = context.accounts.get(accountRef);
  return { target: { scope, accountId: id }, alias };
}
