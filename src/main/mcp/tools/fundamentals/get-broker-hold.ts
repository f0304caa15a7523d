import * as z from 'zod';
import type { holdingSortSchema } from '../../../../shared/domain/company.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { booleanInput, integerInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';

const LIMIT_DEFAULT = 50;
/** About 300 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const LIMIT_MAX = 100;
const PAGE_MAX = 100;

const WIRE_SORT = {
  market_value: 'marketValue',
  shares: 'sharesHold',
  bought: 'buyAmount',
  bought_5_days: 'buyAmount5',
  bought_20_days: 'buyAmount20',
  bought_60_days: 'buyAmount60',
} as const satisfies Record<string, z.infer<typeof holdingSortSchema>>;
const SORTS = Object.keys(WIRE_SORT) as [keyof typeof WIRE_SORT, ...(keyof typeof WIRE_SORT)[]];

const output = z.strictObject({
  ...accountFields,
  currency: z.literal('HKD'),
  brokers: z.array(
    z.strictObject({
      id: figure,
      name: untrustedText,
      date: figure,
      shares: figure,
      market_value: figure,
      bought: figure.describe('Net purchases of the day, in shares.'),
      bought_5_days: figure,
      bought_20_days: figure,
      bought_60_days: figure,
    }),
  ),
  total: z.int().nullable(),
  next_page: z.int().nullable().describe('null: this was the last.'),
  ...provenanceFields,
});

export const getBrokerHold = readTool({
  name: 'tiger_get_broker_hold',
  title: 'Get broker holdings',
  description:
    'What each participant of the Hong Kong clearing system holds, over the whole market. Kept for up to an hour.',
  toolset: 'fundamentals',
  input: z.strictObject({
    sort_by: wordInput(SORTS).optional().describe('Default market_value.'),
    descending: booleanInput().optional(),
    page: integerInput(0, PAGE_MAX).optional(),
    limit: integerInput(1, LIMIT_MAX).optional().describe(`Default ${LIMIT_DEFAULT}.`),
    ...dataAccountInput,
  }),
  output,
  annotations: READ_ANNOTATIONS,
  run: async (wanted, context) => {
    const { sort_by = 'market_value', descending = true, page = 0, limit = LIMIT_DEFAULT } = wanted;
    const { account, read } = context.accounts.readable(wanted.data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const query = { page, limit, sort: WIRE_SORT[sort_by], descending };
    const { holdings, pages, total, provenance } = await read('brokers.holdings', query, options);
    return {
      ...accountJson(account),
      currency: 'HKD' as const,
      brokers: holdings.map((row) => ({
        id: row.id,
        name: row.name,
        date: row.day,
        shares: row.shares,
        market_value: row.marketValue,
        bought: row.bought,
        bought_5_days: row.bought5,
        bought_20_days: row.bought20,
        bought_60_days: row.bought60,
      })),
      total,
      next_page: pages !== null && page + 1 < pages ? page + 1 : null,
      ...provenanceJson(provenance, context.clock.nowMs()),
    };
  },
});
