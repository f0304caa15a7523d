import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import { INDUSTRY_LEVELS, industryLevelSchema } from '../../../../shared/domain/company.ts';
import { marketSchema } from '../../../../shared/domain/instrument.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';
import { stockInput } from './stock-input.ts';

const STOCKS_PER_ANSWER_MAX = 200;
const ID_LENGTH_MAX = 20;

const input = z.strictObject({
  symbol: stockInput().optional(),
  industry_id: z.string().min(1).max(ID_LENGTH_MAX).optional(),
  market: wordInput(marketSchema.options as ['US', 'HK', 'SG', 'CN'])
    .optional()
    .describe('Of industry_id; default US.'),
  level: wordInput(INDUSTRY_LEVELS).optional().describe('Lists all of this level.'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  industries: z
    .array(
      z.strictObject({
        level: industryLevelSchema.nullable(),
        id: z.string().nullable(),
        name: untrustedText,
      }),
    )
    .describe('Widest level first: GSECTOR, GGROUP, GIND, GSUBIND.'),
  stocks: z.array(z.strictObject({ symbol: z.string(), name: untrustedText })),
  total: z.int().describe('Stocks, or industries where no stocks were asked for.'),
  truncated: z.boolean().describe(`true: only ${STOCKS_PER_ANSWER_MAX} stocks are shown.`),
  ...provenanceFields,
});

export const getIndustry = readTool({
  name: 'tiger_get_industry',
  title: 'Get industries',
  description:
    'Industry of a stock (symbol), the stocks of an industry (industry_id), or all industries of a level. Give one of the three.',
  toolset: 'fundamentals',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, industry_id, market = 'US', level, data_account_id }, context) => {
    if ([symbol, industry_id, level].filter((one) => one !== undefined).length !== 1) {
      throw new AppError('invalid_input', 'symbol: give one of symbol, industry_id and level', {
        nextStep: 'Call again with one of them.',
      });
    }
    const { account, read } = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    if (industry_id !== undefined) {
      const { stocks, provenance } = await read(
        'industry.stocks',
        { industryId: industry_id, market },
        options,
      );
      return {
        ...accountJson(account),
        industries: [],
        stocks: stocks.slice(0, STOCKS_PER_ANSWER_MAX),
        total: stocks.length,
        truncated: stocks.length > STOCKS_PER_ANSWER_MAX,
        ...provenanceJson(provenance, context.clock.nowMs()),
      };
    }
    const { industries, provenance } =
      symbol === undefined
        ? await read('industry.list', { level: level ?? 'GSECTOR' }, options)
        : await read('industry.ofStock', { symbol }, options);
    return {
      ...accountJson(account),
      industries,
      stocks: [],
      total: industries.length,
      truncated: false,
      ...provenanceJson(provenance, context.clock.nowMs()),
    };
  },
});
