import * as z from 'zod';
import { FUNDS_PER_CALL_MAX } from '../../../../shared/domain/fund.ts';
import { marketSchema } from '../../../../shared/domain/instrument.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { symbolsInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';
import { requireSome } from './require-some.ts';

const input = z.strictObject({
  symbols: symbolsInput(FUNDS_PER_CALL_MAX).describe('["LU0792757196.USD"]'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  funds: z.array(
    z.strictObject({
      symbol: z.string(),
      name: untrustedText,
      company: untrustedText,
      market: marketSchema.nullable(),
      currency: z.string().nullable(),
      kind: z.string().nullable().describe("The broker's word: Equity, Fixed Income, Money Market."),
      dividend_type: z.string().nullable().describe('INC pays out, ACC reinvests.'),
      tradeable: z.boolean().nullable(),
      tiger_vault: z.boolean().nullable(),
    }),
  ),
  unknown_symbols: z.array(z.string()),
  ...provenanceFields,
});

export const getFundContracts = readTool({
  name: 'tiger_get_fund_contracts',
  title: 'Get fund facts',
  description: `Name, company, kind, currency and dividend type of up to ${FUNDS_PER_CALL_MAX} mutual funds.`,
  toolset: 'funds',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbols, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const list = await read('funds.contracts', { symbols }, readLimits(context));
    const unknown = requireSome(symbols, list.funds);
    return {
      ...accountJson(account),
      funds: list.funds.map((fund) => ({
        symbol: fund.symbol,
        name: fund.name,
        company: fund.companyName,
        market: fund.market,
        currency: fund.currency,
        kind: fund.kind,
        dividend_type: fund.dividendType,
        tradeable: fund.isTradeable,
        tiger_vault: fund.isTigerVault,
      })),
      unknown_symbols: unknown,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});
