import * as z from 'zod';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { integerInput, optionInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { OPTION_EXAMPLE, optionFields, optionJson, withCurrency } from './option-json.ts';

const LEVELS_MAX = 50;
const LEVELS_DEFAULT = 10;

const level = z.strictObject({
  price: z.string(),
  volume: figure,
  exchange: z.string().nullable().describe('Option exchange.'),
});

const input = z.strictObject({
  option: optionInput().describe(OPTION_EXAMPLE),
  levels: integerInput(1, LEVELS_MAX).optional().describe(`Of each side, default ${LEVELS_DEFAULT}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  ...optionFields,
  bids: z.array(level).describe('Best first; volume in contracts.'),
  asks: z.array(level),
  bid_levels_total: z.int(),
  ask_levels_total: z.int(),
  ...provenanceFields,
});

export const getOptionDepth = readTool({
  name: 'tiger_get_option_depth',
  title: 'Get option order book',
  description: 'Bids and asks of one option by option exchange.',
  toolset: 'options',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ option, levels = LEVELS_DEFAULT, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const asked = from.read('options.depth', { option }, readLimits(context));
    const { value: depth, currencyOf } = await withCurrency(from, [option.symbol], context, asked);
    return {
      ...accountJson(from.account),
      ...optionJson(depth.option, currencyOf(option.symbol)),
      bids: depth.bids.slice(0, levels),
      asks: depth.asks.slice(0, levels),
      bid_levels_total: depth.bids.length,
      ask_levels_total: depth.asks.length,
      ...provenanceJson(depth.provenance, context.clock.nowMs()),
    };
  },
});
