import * as z from 'zod';
import type { AccountRequest } from '../../../../shared/domain/account-request.ts';
import { isoTime } from '../../account-fields.ts';

/** What every tool answers that asks the user: nothing has happened yet, and no message can answer for the user. */
export const requestOutput = z.strictObject({
  status: z.literal('awaiting_confirmation'),
  request_id: z.string(),
  account_id: z.string().nullable().describe('Alias of the account that it is about.'),
  expires_at: z.string().describe('After this time the question is gone, and the answer was no.'),
  message: z.string(),
  next_step: z.string(),
});

export function requestJson(request: AccountRequest, question: string): z.infer<typeof requestOutput> {
  return {
    status: 'awaiting_confirmation',
    request_id: request.id,
    account_id: request.accountAlias,
    expires_at: isoTime(request.expiresAtMs),
    message: `Tiger MCP Desktop now asks the user: ${question}`,
    next_step:
      'Tell the user to answer in the window of Tiger MCP Desktop; tiger_list_accounts shows the result.',
  };
}
