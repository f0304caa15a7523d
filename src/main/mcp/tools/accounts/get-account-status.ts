import * as z from 'zod';
import { toErrorWire } from '../../../../shared/app-error.ts';
import { accountStateSchema, clientAccessSchema } from '../../../../shared/domain/account.ts';
import { accountProblemKindSchema } from '../../../../shared/domain/account-problem.ts';
import { pushStatusSchema } from '../../../../shared/domain/push-status.ts';
import { accountFields, accountJson } from '../../account-fields.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { accountInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, type ReadContext, readTool } from '../../tool.ts';
import { tokenFields, tokenJson } from './token-json.ts';

const input = z.strictObject({ account_id: accountInput('Alias.') });

const output = z.strictObject({
  ...accountFields,
  label: z.string(),
  state: accountStateSchema,
  state_text: z.string().nullable().describe('Why the account is in this state and what the user does next.'),
  push: pushStatusSchema.describe(
    'Whether the broker tells of changes by itself; connected: it does. Otherwise orders are read at intervals.',
  ),
  access: clientAccessSchema,
  live_trading_enabled: z.boolean().describe('false: no order leaves a live account.'),
  simulated: z.boolean(),
  token: tokenFields.nullable().describe('null: not known before the account has started.'),
  problems: z
    .array(
      z.strictObject({
        kind: accountProblemKindSchema,
        market: z.string().nullable().describe('For no_permission: the market.'),
        text: z.string(),
        next_step: z.string().describe('What the user does about it.'),
      }),
    )
    .describe('What the user has to mend, the worst first; empty when nothing is wrong.'),
  broker: z
    .strictObject({
      account_type: z.string().nullable(),
      capability: z.string().nullable(),
      status: z.string().nullable(),
    })
    .nullable()
    .describe('What the broker says; null: it gave no answer, see broker_error.'),
  broker_error: z.string().nullable(),
});

export const getAccountStatus = readTool({
  name: 'tiger_get_account_status',
  title: 'Get account status',
  description:
    'Tells whether an account is ready, why not, and what the broker says about it. Use it when a call answers that an account is unavailable.',
  toolset: 'accounts',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ account_id }, context) => {
    const account = context.accounts.get(account_id);
    return {
      ...accountJson(account),
      label: account.label,
      state: account.state,
      state_text: account.stateText,
      push: account.push,
      access: account.clientAccess,
      live_trading_enabled: account.isLiveTradingEnabled,
      simulated: account.isDemo,
      token: account.token === null ? null : tokenJson(account.token),
      problems: account.problems.map(({ kind, market, text, nextStep }) => ({
        kind,
        market,
        text,
        next_step: nextStep,
      })),
      ...(await brokerWords(account.id, context)),
    };
  },
});

/** A broker that does not answer is a finding of this tool and no failure of it. */
async function brokerWords(accountId: string, context: ReadContext) {
  try {
    const { read } = context.accounts.readable(accountId);
    const profile = await read('account.profile', {}, { timeoutMs: READ_TIMEOUT_MS, signal: context.signal });
    const { accountType, capability, status } = profile;
    return { broker: { account_type: accountType, capability, status }, broker_error: null };
  } catch (error) {
    return { broker: null, broker_error: toErrorWire(error).message };
  }
}
