import * as z from 'zod';
import type { HkOptionSymbols } from '../../../../shared/domain/option-detail.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { pageFields, pageOf, table, tableFields } from '../../table-fields.ts';
import { integerInput, symbolInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { fenced } from '../../untrusted-text.ts';

/** About 40 bytes each. */
const SYMBOLS_PER_ANSWER_MAX = 300;
const LIMIT_DEFAULT = 100;
const OFFSET_MAX = 10_000;

const COLUMNS = table<HkOptionSymbols['symbols'][number]>({
  symbol: ({ symbol }) => symbol,
  name: ({ name }) => fenced(name),
  underlying: ({ underlying }) => underlying,
});

const input = z.strictObject({
  underlying: symbolInput().optional().describe('00700: the name of its options alone.'),
  limit: integerInput(1, SYMBOLS_PER_ANSWER_MAX).optional().describe(`Default ${LIMIT_DEFAULT}.`),
  offset: integerInput(0, OFFSET_MAX).optional().describe('Default 0.'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  ...tableFields('symbol: name of the options, TCH.HK; underlying: code of the stock, 00700.'),
  ...pageFields,
  ...provenanceFields,
});

export const getHkOptionSymbols = readTool({
  name: 'tiger_get_hk_option_symbols',
  title: 'Get Hong Kong option symbols',
  description: 'Hong Kong stocks that have options, with the names under which the options are listed.',
  toolset: 'options',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ underlying, limit = LIMIT_DEFAULT, offset = 0, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const list = await read('options.hkSymbols', {}, readLimits(context));
    const fitting = list.symbols.filter((row) => underlying === undefined || row.underlying === underlying);
    const { shown, page } = pageOf(fitting, { offset, limit });
    return {
      ...accountJson(account),
      columns: COLUMNS.names,
      rows: COLUMNS.rows(shown),
      ...page,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});
