import * as z from 'zod';
import { accountFields, accountJson } from '../../account-fields.ts';
import { accountInput } from '../../tolerant-input.ts';
import { manageTool } from '../../tool.ts';

const input = z.strictObject({ account_id: accountInput('Alias.') });
const output = z.strictObject({ ...accountFields, message: z.string() });

export const setDefaultDataAccount = manageTool({
  name: 'tiger_set_default_data_account',
  title: 'Set default data account',
  description:
    'Chooses the account from which market data is read when a call names none. In force at once for all clients.',
  toolset: 'accounts',
  input,
  output,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  run: async ({ account_id }, context) => {
    const account = context.accounts.get(account_id);
    await context.admin.setDefaultDataAccount(account);
    return { ...accountJson(account), message: `Reads without an account now use ${account.alias}.` };
  },
});
