import * as z from 'zod';
import { accountFields, accountJson } from '../../account-fields.ts';
import { accountInput } from '../../tolerant-input.ts';
import { manageTool } from '../../tool.ts';
import { tokenFields, tokenJson } from './token-json.ts';

const input = z.strictObject({ account_id: accountInput('Alias.') });

const output = z.strictObject({ ...accountFields, token: tokenFields });

/** Not read-only: the old token may end, also for other programs of the user that hold it (wire contract 6). */
export const refreshToken = manageTool({
  name: 'tiger_refresh_token',
  title: 'Refresh token',
  description:
    'Exchanges the two-factor token of an account for a new one. Use it only when tiger_get_account_status shows one that is expiring or failed: the app renews tokens by itself, and other programs may lose the old one.',
  toolset: 'accounts',
  input,
  output,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  run: async ({ account_id }, context) => {
    const account = context.accounts.get(account_id);
    return { ...accountJson(account), token: tokenJson(await context.tokens.renew(account.id)) };
  },
});
