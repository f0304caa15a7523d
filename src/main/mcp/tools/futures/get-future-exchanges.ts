import * as z from 'zod';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';

const output = z.strictObject({
  ...accountFields,
  exchanges: z.array(
    z.strictObject({
      code: z.string(),
      name: untrustedText,
      time_zone: z.string().nullable().describe('IANA zone.'),
    }),
  ),
  ...provenanceFields,
});

export const getFutureExchanges = readTool({
  name: 'tiger_get_future_exchanges',
  title: 'Get futures exchanges',
  description: 'Futures exchanges that Tiger offers, for tiger_get_future_contracts.',
  toolset: 'futures',
  input: z.strictObject(dataAccountInput),
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const list = await read('futures.exchanges', {}, readLimits(context));
    return {
      ...accountJson(account),
      exchanges: list.exchanges.map(({ code, name, zone }) => ({ code, name, time_zone: zone })),
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});
