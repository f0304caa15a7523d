import * as z from 'zod';
import {
  accountFields,
  accountJson,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { accountInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

const input = z.strictObject({
  account_id: accountInput('Account to look at; without it a ready one is used.').optional(),
});

const output = z.strictObject({
  ...accountFields,
  permissions: z.array(
    z.strictObject({
      name: z.string().describe("The broker's name, e.g. usQuoteBasic or hkStockQuoteLv2."),
      expires_at: z.string().nullable().describe('ISO UTC; null: endless or not said.'),
      endless: z.boolean(),
    }),
  ),
  total: z.int(),
  ...provenanceFields,
});

export const getQuotePermissions = readTool({
  name: 'tiger_get_quote_permissions',
  title: 'Get quote permissions',
  description:
    'Which markets the developer account may see in real time, and until when. Use it when quotes come delayed or a read is refused for lack of permission. It takes no permission over from other devices.',
  toolset: 'quotas',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ account_id }, context) => {
    const { account, read } = context.accounts.readable(account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const { permissions, provenance } = await read('quotas.permissions', {}, options);
    return {
      ...accountJson(account),
      permissions: permissions.map(({ name, expiresMs, isEndless }) => ({
        name,
        expires_at: isoTime(expiresMs),
        endless: isEndless,
      })),
      total: permissions.length,
      ...provenanceJson(provenance, context.clock.nowMs()),
    };
  },
});
