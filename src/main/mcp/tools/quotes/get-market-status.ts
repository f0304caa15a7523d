import * as z from 'zod';
import { type Market, marketSchema } from '../../../../shared/domain/instrument.ts';
import { marketPhaseSchema } from '../../../../shared/domain/market-data.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

const input = z.strictObject({
  market: wordInput(['US', 'HK', 'SG', 'CN', 'ALL']).optional().describe('Default US.'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  markets: z.array(
    z.strictObject({
      market: marketSchema,
      phase: marketPhaseSchema.describe('regular: open for regular trading.'),
      status_text: z.string().nullable().describe("The broker's own words."),
      open_time_text: z
        .string()
        .nullable()
        .describe("Next or current opening in the market's own time zone."),
      ...provenanceFields,
    }),
  ),
  not_available: z.array(marketSchema).describe('Markets about which the broker gave no answer.'),
});

export const getMarketStatus = readTool({
  name: 'tiger_get_market_status',
  title: 'Get market status',
  description:
    'Tells whether a market is open, in which phase, and when it opens. Use it before proposing an order. A simulated market may be open at any hour.',
  toolset: 'quotes',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ market = 'US', data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const wanted: readonly Market[] = market === 'ALL' ? marketSchema.options : [market];
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const answers = await Promise.allSettled(
      wanted.map((one) => read('market.status', { market: one }, options)),
    );
    const failure = answers.find((answer) => answer.status === 'rejected');
    const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    if (failure !== undefined && found.length === 0) throw failure.reason;
    const nowMs = context.clock.nowMs();
    return {
      ...accountJson(account),
      markets: found.map((status) => ({
        market: status.market,
        phase: status.phase,
        status_text: status.statusText,
        open_time_text: status.openTimeText,
        ...provenanceJson(status.provenance, nowMs),
      })),
      not_available: wanted.filter((one) => !found.some((status) => status.market === one)),
    };
  },
});
