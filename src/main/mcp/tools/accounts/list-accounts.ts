import * as z from 'zod';
import {
  type Account,
  type AccountProfile,
  accountModeSchema,
  accountStateSchema,
  clientAccessSchema,
} from '../../../../shared/domain/account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { booleanInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, type ReadContext, readTool } from '../../tool.ts';

const input = z.strictObject({
  environment: wordInput(['paper', 'live'], { sandbox: 'paper', production: 'live' })
    .optional()
    .describe('Unknown mode counts as live.'),
  account_type: wordInput(['standard', 'paper', 'prime']).optional().describe('As the broker reports it.'),
  status: wordInput(['active', 'inactive', 'error', ...accountStateSchema.options])
    .optional()
    .describe('active: ready or degraded; inactive: disabled.'),
  include_inactive: booleanInput().optional().describe('Also disabled accounts. Default false.'),
});

const output = z.strictObject({
  accounts: z.array(
    z.strictObject({
      account_id: z.string().describe('Alias; pass it as account_id.'),
      label: z.string(),
      mode: accountModeSchema,
      simulated: z.boolean().describe('true: the demo account on the simulated exchange.'),
      state: accountStateSchema,
      state_text: z.string().nullable(),
      access: clientAccessSchema.describe('read: no orders; propose: orders may be proposed to the user.'),
    }),
  ),
  total: z.int(),
  note: z.string().nullable(),
});

export const listAccounts = readTool({
  name: 'tiger_list_accounts',
  title: 'List accounts',
  description:
    'Lists the Tiger accounts that the user has opened to AI clients, with mode (paper or live), state and what you may do. Call it first: writes must name an account.',
  toolset: 'accounts',
  input,
  output,
  annotations: { ...READ_ANNOTATIONS, openWorldHint: false },
  run: async (wanted, context) => {
    const matching = context.accounts
      .list()
      .filter((account) => matchesEnvironment(account, wanted.environment))
      .filter((account) => matchesState(account, wanted.status, wanted.include_inactive ?? false));
    const type = wanted.account_type;
    const fitting = type === undefined ? matching : await ofType(matching, type, context);
    return {
      accounts: fitting.map((account) => ({
        account_id: account.alias,
        label: account.label,
        mode: account.mode,
        simulated: account.isDemo,
        state: account.state,
        state_text: account.stateText,
        access: account.clientAccess,
      })),
      total: fitting.length,
      note:
        fitting.length > 0
          ? null
          : 'No account fits. The user opens accounts in Tiger MCP Desktop > Accounts.',
    };
  },
});

function matchesEnvironment({ mode }: Account, environment: 'paper' | 'live' | undefined): boolean {
  return environment === undefined || (environment === 'paper') === (mode === 'paper');
}

const STATES: Readonly<Record<string, readonly Account['state'][]>> = {
  active: ['ready', 'degraded'],
  inactive: ['disabled'],
  error: ['failed', 'credentials_needed'],
};

function matchesState({ state }: Account, status: string | undefined, includeInactive: boolean): boolean {
  if (status === undefined) return includeInactive || state !== 'disabled';
  return STATES[status]?.includes(state) ?? state === status;
}

/** Only the broker knows the kind; an account that does not answer is of no known kind and does not fit. */
async function ofType(accounts: Account[], type: string, context: ReadContext): Promise<Account[]> {
  const profiles = await Promise.all(accounts.map((account) => profileOf(account, context)));
  return accounts.filter((account, index) => {
    if (type === 'paper') return account.mode === 'paper';
    return profiles[index]?.accountType?.toLowerCase() === type;
  });
}

async function profileOf(account: Account, context: ReadContext): Promise<AccountProfile | null> {
  try {
    const { read } = context.accounts.readable(account.id);
    return await read('account.profile', {}, { timeoutMs: READ_TIMEOUT_MS, signal: context.signal });
  } catch {
    return null;
  }
}
