import * as z from 'zod';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { pageFields, pageOf } from '../../table-fields.ts';
import { integerInput, symbolInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

/** About 20 bytes each. */
const SYMBOLS_PER_ANSWER_MAX = 500;
const LIMIT_DEFAULT = 100;
const OFFSET_MAX = 100_000;

const input = z.strictObject({
  keyword: symbolInput().optional().describe('Part of the symbol: LU0792757196, USD.'),
  limit: integerInput(1, SYMBOLS_PER_ANSWER_MAX).optional().describe(`Default ${LIMIT_DEFAULT}.`),
  offset: integerInput(0, OFFSET_MAX).optional().describe('Default 0.'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  symbols: z.array(z.string()).describe('ISIN, a point, the currency.'),
  ...pageFields,
  ...provenanceFields,
});

export const getFundSymbols = readTool({
  name: 'tiger_get_fund_symbols',
  title: 'Get fund symbols',
  description: `Symbols of the mutual funds that Tiger offers. At most ${SYMBOLS_PER_ANSWER_MAX} per answer. Kept for up to six hours.`,
  toolset: 'funds',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ keyword = '', limit = LIMIT_DEFAULT, offset = 0, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const list = await read('funds.symbols', {}, readLimits(context));
    const fitting = list.symbols.filter((symbol) => symbol.includes(keyword));
    const { shown, page } = pageOf(fitting, { offset, limit });
    return {
      ...accountJson(account),
      symbols: shown,
      ...page,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});
