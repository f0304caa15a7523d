import * as z from 'zod';
import { manageTool } from '../../tool.ts';
import { requestJson, requestOutput } from './request-json.ts';

export const addAccount = manageTool({
  name: 'tiger_add_account',
  title: 'Add an account',
  description:
    'Asks the user to add a Tiger account in the window. Takes no secret; never ask the user for a private key.',
  toolset: 'accounts',
  input: z.strictObject({}),
  output: requestOutput,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  run: async (_input, context) => {
    const request = await context.admin.ask('add_account', null, context.requester);
    return requestJson(request, 'add an account?');
  },
});
