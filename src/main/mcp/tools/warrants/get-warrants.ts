import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import { compare, type Decimal } from '../../../../shared/domain/decimal.ts';
import {
  WARRANT_FIGURES,
  WARRANTS_PER_PAGE_MAX,
  type Warrant,
  warrantFigureSchema,
  warrantTypeSchema,
} from '../../../../shared/domain/warrant.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { table, tableFields } from '../../table-fields.ts';
import {
  booleanInput,
  decimalInput,
  integerInput,
  objectInput,
  symbolInput,
  wordInput,
  wordsInput,
} from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, type ReadableAccount, type ReadContext, readTool } from '../../tool.ts';
import { fenced } from '../../untrusted-text.ts';

const PAGE_SIZE_DEFAULT = 20;
const PAGE_MAX = 1_000;
const ISSUER_LENGTH_MAX = 60;

const COLUMNS = table<Warrant>({
  symbol: ({ symbol }) => symbol,
  name: ({ name }) => fenced(name),
  type: ({ type }) => type,
  strike: ({ strike }) => strike,
  call_price: ({ callPrice }) => callPrice,
  expiry: ({ expiry }) => expiry,
  last: ({ lastPrice }) => lastPrice,
  change_rate: ({ changeRate }) => changeRate,
  volume: ({ volume }) => volume,
  premium: ({ premium }) => premium,
  leverage_ratio: ({ leverageRatio }) => leverageRatio,
  effective_leverage: ({ effectiveLeverage }) => effectiveLeverage,
  implied_volatility: ({ impliedVolatility }) => impliedVolatility,
  delta: ({ delta }) => delta,
  outstanding_ratio: ({ outstandingRatio }) => outstandingRatio,
  entitlement_ratio: ({ entitlementRatio }) => entitlementRatio,
  lot_size: ({ lotSize }) => lotSize,
});

const rangeInput = objectInput(
  z.strictObject({ min: decimalInput().nullish(), max: decimalInput().nullish() }),
);

const input = z.strictObject({
  symbol: symbolInput().describe('The underlying in Hong Kong: 00700.'),
  types: wordsInput(warrantTypeSchema.options as [Type, ...Type[]])
    .optional()
    .describe('call and put are warrants, bull and bear callable contracts. Default all.'),
  issuer: z.string().min(1).max(ISSUER_LENGTH_MAX).optional().describe('From issuers of an answer.'),
  expiry_month: z
    .preprocess(asMonth, z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-12'))
    .optional()
    .describe('YYYY-MM'),
  ranges: objectInput(z.partialRecord(warrantFigureSchema, rangeInput))
    .optional()
    .describe(
      `{"effective_leverage": {"min": 5}}. Ratios, premium and volatility as fractions. Keys: ${WARRANT_FIGURES.join(', ')}.`,
    ),
  sort_by: wordInput(warrantFigureSchema.options as [Figure, ...Figure[]])
    .optional()
    .describe('Default volume.'),
  ascending: booleanInput().optional().describe('Default false.'),
  page: integerInput(0, PAGE_MAX).optional().describe('Default 0, the first.'),
  limit: integerInput(1, WARRANTS_PER_PAGE_MAX)
    .optional()
    .describe(`Rows of a page, default ${PAGE_SIZE_DEFAULT}.`),
  ...dataAccountInput,
});
type Type = z.infer<typeof warrantTypeSchema>;
type Figure = z.infer<typeof warrantFigureSchema>;

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  currency: z.string().nullable().describe('Of the prices of all rows; null: not said, or not the same.'),
  ...tableFields(
    'Ratios, premium and volatility as fractions; entitlement_ratio: warrants for one share; call_price ends a bull or bear.',
  ),
  total: z.int().nullable().describe('null: the broker did not say.'),
  next_page: z.int().nullable().describe('null: this was the last.'),
  issuers: z.array(z.string()).describe('Of all warrants on the underlying.'),
  expiry_months: z.array(z.string()),
  ...provenanceFields,
});

export const getWarrants = readTool({
  name: 'tiger_get_warrants',
  title: 'Find warrants',
  description: `Hong Kong warrants and bull or bear contracts on one underlying, filtered and sorted by the broker. At most ${WARRANTS_PER_PAGE_MAX} per page.`,
  toolset: 'warrants',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, data_account_id, limit = PAGE_SIZE_DEFAULT, page = 0, ...wanted }, context) => {
    const from = context.accounts.readable(data_account_id);
    const query = {
      symbol,
      types: wanted.types ?? [],
      issuer: wanted.issuer ?? null,
      expiryMonth: wanted.expiry_month ?? null,
      ranges: rangesOf(wanted.ranges ?? {}),
      sortBy: wanted.sort_by ?? 'volume',
      isAscending: wanted.ascending ?? false,
      page,
      pageSize: limit,
    };
    const list = await from.read('warrants.list', query, readLimits(context));
    const hasMore = list.pageCount === null ? list.warrants.length === limit : page + 1 < list.pageCount;
    return {
      ...accountJson(from.account),
      symbol: list.symbol,
      currency: await commonCurrency(from, list.warrants, context),
      columns: COLUMNS.names,
      rows: COLUMNS.rows(list.warrants),
      total: list.total,
      next_page: hasMore ? page + 1 : null,
      issuers: list.issuers,
      expiry_months: list.expiryMonths,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});

/** 202612 and 2026/12 are read too. */
function asMonth(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().replace(/^(\d{4})[-/]?(\d{2})$/, '$1-$2') : value;
}

interface Bounds {
  readonly min?: Decimal | null | undefined;
  readonly max?: Decimal | null | undefined;
}

/** @throws AppError invalid_input */
function rangesOf(ranges: Partial<Record<Figure, Bounds>>) {
  return Object.fromEntries(
    Object.entries(ranges).map(([figure, { min = null, max = null }]) => {
      if (min !== null && max !== null && compare(min, max) > 0) {
        throw new AppError('invalid_input', `ranges.${figure}: min is above max`, {
          nextStep: 'Correct the named field and call again.',
        });
      }
      return [figure, { min, max }];
    }),
  );
}

/** A search names no currency, the quotes do; without them it stays unknown. */
async function commonCurrency({ read }: ReadableAccount, warrants: readonly Warrant[], context: ReadContext) {
  if (warrants.length === 0) return null;
  const symbols = warrants.map(({ symbol }) => symbol);
  const quotes = await read('warrants.quotes', { symbols }, readLimits(context)).catch(() => []);
  const currencies = new Set(quotes.map(({ currency }) => currency));
  const [only = null] = currencies;
  return currencies.size === 1 && quotes.length === warrants.length ? only : null;
}
