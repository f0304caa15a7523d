import * as z from 'zod';
import { accountInput } from '../../tolerant-input.ts';
import { manageTool } from '../../tool.ts';
import { requestJson, requestOutput } from './request-json.ts';

const input = z.strictObject({ account_id: accountInput('Alias.') });

export const removeAccount = manageTool({
  name: 'tiger_remove_account',
  title: 'Remove an account',
  description:
    'Asks the user, who confirms it in the window, to remove an account and its credentials from the app. Nothing changes at the broker.',
  toolset: 'accounts',
  input,
  output: requestOutput,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  run: async ({ account_id }, context) => {
    const account = context.accounts.get(account_id);
    const request = await context.admin.ask('remove_account', account, context.requester);
    return requestJson(request, `remove the account ${account.alias}?`);
  },
});
