import * as z from 'zod';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { currenciesOf } from '../quotes/quote-json.ts';
import { stockInput } from './stock-input.ts';

const bySize = z.strictObject({ all: figure, big: figure, medium: figure, small: figure });

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  currency: z.string().nullable(),
  net_inflow: figure,
  inflow: bySize,
  outflow: bySize,
  ...provenanceFields,
});

export const getCapitalDistribution = readTool({
  name: 'tiger_get_capital_distribution',
  title: 'Get capital distribution',
  description: "Today's money in and out of a stock by size of order.",
  toolset: 'fundamentals',
  input: z.strictObject({ symbol: stockInput(), ...dataAccountInput }),
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const [flow, currencies] = await Promise.all([
      from.read('capital.distribution', { symbol }, options),
      currenciesOf(from, [symbol], context),
    ]);
    return {
      ...accountJson(from.account),
      symbol,
      currency: currencies.get(symbol) ?? null,
      net_inflow: flow.netInflow,
      inflow: { all: flow.inAll, big: flow.inBig, medium: flow.inMedium, small: flow.inSmall },
      outflow: { all: flow.outAll, big: flow.outBig, medium: flow.outMedium, small: flow.outSmall },
      ...provenanceJson(flow.provenance, context.clock.nowMs()),
    };
  },
});
