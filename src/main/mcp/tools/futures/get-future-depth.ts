import * as z from 'zod';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { futureCodeInput, integerInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

const LEVELS_MAX = 50;
const LEVELS_DEFAULT = 10;

const level = z.strictObject({ price: z.string(), volume: figure });

const input = z.strictObject({
  code: futureCodeInput().describe('CL2612 or ESmain.'),
  levels: integerInput(1, LEVELS_MAX).optional().describe(`Of each side, default ${LEVELS_DEFAULT}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  code: z.string(),
  currency: z.string().nullable(),
  bids: z.array(level).describe('Best first; volume in contracts.'),
  asks: z.array(level),
  bid_levels_total: z.int(),
  ask_levels_total: z.int(),
  ...provenanceFields,
});

export const getFutureDepth = readTool({
  name: 'tiger_get_future_depth',
  title: 'Get futures order book',
  description: 'Order book of one futures contract. Needs a level 2 quote permission.',
  toolset: 'futures',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ code, levels = LEVELS_DEFAULT, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const depth = await read('futures.depth', { code }, readLimits(context));
    return {
      ...accountJson(account),
      code: depth.code,
      currency: depth.currency,
      bids: depth.bids.slice(0, levels),
      asks: depth.asks.slice(0, levels),
      bid_levels_total: depth.bids.length,
      ask_levels_total: depth.asks.length,
      ...provenanceJson(depth.provenance, context.clock.nowMs()),
    };
  },
});
