import type { fundCalls } from '../shared/ipc/worker-calls/fund-calls.ts';
import { fundAllSymbols, fundContracts, fundHistoryQuote, fundQuote } from '../tiger/methods/fund-methods.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { CONTRACT_LIFETIME_MS, SYMBOL_LIST_LIFETIME_MS } from './cache-lifetimes.ts';
import type { ReadHandlerDeps, ReadHandlers } from './handlers.ts';
import { fundContractsOf, fundHistoryOf, fundQuotesOf, fundSymbolsOf } from './tiger-mapping/fund-mapping.ts';

type Names = keyof typeof fundCalls;

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };

export function fundHandlers({ tiger, lists }: ReadHandlerDeps): Pick<ReadHandlers, Names> {
  return {
    'funds.symbols': (_input, { signal }) =>
      lists.get(
        'fund symbols',
        SYMBOL_LIST_LIFETIME_MS,
        async (life) => fundSymbolsOf(await tiger.read(fundAllSymbols, {}, { ...TIME_LIMIT, signal: life })),
        signal,
      ),
    'funds.contracts': ({ symbols }, { signal }) =>
      lists.get(
        `funds ${symbols.join()}`,
        CONTRACT_LIFETIME_MS,
        async (life) =>
          fundContractsOf(await tiger.read(fundContracts, { symbols }, { ...TIME_LIMIT, signal: life })),
        signal,
      ),
    'funds.quotes': async ({ symbols }, { signal }) =>
      fundQuotesOf(await tiger.read(fundQuote, { symbols }, { ...TIME_LIMIT, signal }), symbols),
    'funds.history': async ({ symbol, startMs, endMs, count }, { signal }) => {
      const params = {
        symbols: [symbol],
        ...(startMs === null ? {} : { begin_time: startMs }),
        ...(endMs === null ? {} : { end_time: endMs }),
        // One more than shown tells whether there are more.
        limit: count + 1,
      };
      const reply = await tiger.read(fundHistoryQuote, params, { ...TIME_LIMIT, signal });
      return fundHistoryOf(reply, { symbol, count });
    },
  };
}
