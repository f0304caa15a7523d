import * as z from 'zod';
import { accountInput } from '../../tolerant-input.ts';
import { manageTool } from '../../tool.ts';
import { requestJson, requestOutput } from './request-json.ts';

const input = z.strictObject({ account_id: accountInput('Alias.') });

export const setDefaultTradingAccount = manageTool({
  name: 'tiger_set_default_trading_account',
  title: 'Set default trading account',
  description:
    'Asks the user, who confirms it in the window, to make an account the one to trade on. Orders name their account all the same.',
  toolset: 'accounts',
  input,
  output: requestOutput,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  run: async ({ account_id }, context) => {
    const account = context.accounts.get(account_id);
    const request = await context.admin.ask('set_default_trading_account', account, context.requester);
    return requestJson(request, `trade on ${account.alias} unless told otherwise?`);
  },
});
