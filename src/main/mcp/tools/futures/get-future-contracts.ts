import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import type { FutureContract } from '../../../../shared/domain/future.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { pageFields, pageOf, table, tableFields, yesNo } from '../../table-fields.ts';
import { futureCodeInput, futureGroupInput, integerInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { fenced } from '../../untrusted-text.ts';

/** About 150 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const CONTRACTS_PER_ANSWER_MAX = 200;
const LIMIT_DEFAULT = 50;
const OFFSET_MAX = 10_000;

const COLUMNS = table<FutureContract>({
  code: ({ code }) => code,
  name: ({ name }) => fenced(name),
  product: ({ product }) => product,
  month: ({ month }) => month,
  last_trading_day: ({ lastTradingDay }) => lastTradingDay,
  first_notice_day: ({ firstNoticeDay }) => firstNoticeDay,
  currency: ({ currency }) => currency,
  exchange: ({ exchange }) => exchange,
  multiplier: ({ multiplier }) => multiplier,
  tick_size: ({ tickSize }) => tickSize,
  tradeable: ({ isTradeable }) => yesNo(isTradeable),
  continuous: ({ isContinuous }) => yesNo(isContinuous),
});

const input = z.strictObject({
  exchange: futureGroupInput().optional().describe('CME: what can be traded there.'),
  product: futureGroupInput().optional().describe('ES: its contracts.'),
  code: futureCodeInput().optional().describe('CL2612 or ESmain: one contract.'),
  kind: wordInput(['all', 'main', 'continuous'], { current: 'main', active: 'main' })
    .optional()
    .describe('Of a product. main: the most active contract; continuous: the series over it. Default all.'),
  limit: integerInput(1, CONTRACTS_PER_ANSWER_MAX).optional().describe(`Default ${LIMIT_DEFAULT}.`),
  offset: integerInput(0, OFFSET_MAX).optional().describe('Default 0.'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  ...tableFields(
    'By product and month. multiplier: currency for one point of the price; tradeable and continuous: true, false.',
  ),
  ...pageFields,
  ...provenanceFields,
});

export const getFutureContracts = readTool({
  name: 'tiger_get_future_contracts',
  title: 'Get futures contracts',
  description: `Futures contracts of one exchange, of one product, or one by its code: name exactly one of the three. At most ${CONTRACTS_PER_ANSWER_MAX} per answer.`,
  toolset: 'futures',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ data_account_id, limit = LIMIT_DEFAULT, offset = 0, ...wanted }, context) => {
    const query = queryOf(wanted);
    const { account, read } = context.accounts.readable(data_account_id);
    const list = await read('futures.contracts', query, readLimits(context));
    const { shown, page } = pageOf(list.contracts, { offset, limit });
    return {
      ...accountJson(account),
      columns: COLUMNS.names,
      rows: COLUMNS.rows(shown),
      ...page,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});

interface Wanted {
  readonly exchange?: string | undefined;
  readonly product?: string | undefined;
  readonly code?: string | undefined;
  readonly kind?: 'all' | 'main' | 'continuous' | undefined;
}

/** @throws AppError invalid_input */
function queryOf({ exchange, product, code, kind = 'all' }: Wanted) {
  const named = [exchange, product, code].filter((one) => one !== undefined);
  if (named.length !== 1) throw badQuery('exchange, product, code: name exactly one of them');
  if (product === undefined && kind !== 'all') throw badQuery('kind: belongs to a product');
  if (product !== undefined) return { by: kind === 'all' ? ('product' as const) : kind, of: product };
  return code === undefined
    ? { by: 'exchange' as const, of: exchange as string }
    : { by: 'code' as const, of: code };
}

function badQuery(message: string): AppError {
  return new AppError('invalid_input', message, { nextStep: 'Correct the named fields and call again.' });
}
