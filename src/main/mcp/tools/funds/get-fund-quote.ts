import * as z from 'zod';
import { FUNDS_PER_CALL_MAX } from '../../../../shared/domain/fund.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { symbolsInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { requireSome } from './require-some.ts';

const input = z.strictObject({
  symbols: symbolsInput(FUNDS_PER_CALL_MAX).describe('["LU0792757196.USD"]'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  quotes: z.array(
    z.strictObject({
      symbol: z.string(),
      currency: z.string().nullable(),
      net_asset_value: figure.describe('Of one unit.'),
      ...provenanceFields,
    }),
  ),
  unknown_symbols: z.array(z.string()),
});

export const getFundQuote = readTool({
  name: 'tiger_get_fund_quote',
  title: 'Get fund values',
  description: `The newest published net asset value of up to ${FUNDS_PER_CALL_MAX} mutual funds; it is a day or more old by nature.`,
  toolset: 'funds',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbols, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const quotes = await read('funds.quotes', { symbols }, readLimits(context));
    const unknown = requireSome(symbols, quotes);
    return {
      ...accountJson(account),
      quotes: quotes.map(({ symbol, currency, netAssetValue, provenance }) => ({
        symbol,
        currency,
        net_asset_value: netAssetValue,
        ...provenanceJson(provenance, context.clock.nowMs()),
      })),
      unknown_symbols: unknown,
    };
  },
});
