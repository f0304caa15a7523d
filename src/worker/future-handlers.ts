import {
  futureDepth,
  futureKline,
  futureRealTimeQuote,
  futureTick,
} from '../tiger/methods/future-quote-methods.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { contractFacts, readFutureContracts, readFutureExchanges } from './future-source.ts';
import type { ReadHandlerDeps, ReadHandlers } from './handlers.ts';
import {
  futureBarsOf,
  futureDepthOf,
  futureQuotesOf,
  futureTicksOf,
} from './tiger-mapping/future-mapping.ts';
import { WIRE_PERIOD } from './tiger-mapping/market-mapping.ts';

type Names = Extract<keyof ReadHandlers, `futures.${string}`>;

/** What changes with every trade is asked for each time, and ends when its caller leaves. */
export function futureHandlers(deps: ReadHandlerDeps): Pick<ReadHandlers, Names> {
  const { tiger } = deps;
  const limits = (signal: AbortSignal) => ({ timeoutMs: BROKER_TIMEOUT_MS, signal });
  return {
    'futures.exchanges': (_input, { signal }) => readFutureExchanges(deps, signal),
    'futures.contracts': (query, { signal }) => readFutureContracts(deps, query, signal),
    'futures.quotes': async ({ codes }, { signal }) => {
      const [reply, ...facts] = await Promise.all([
        tiger.read(futureRealTimeQuote, { contract_codes: codes }, limits(signal)),
        ...codes.map(async (code) => [code, await contractFacts(deps, code, signal)] as const),
      ]);
      return futureQuotesOf(reply, codes, new Map(facts));
    },
    'futures.bars': async (wanted, { signal }) => {
      const params = {
        contract_codes: [wanted.code],
        period: WIRE_PERIOD[wanted.period],
        begin_time: -1,
        end_time: -1,
        limit: wanted.count,
      };
      const [reply, facts] = await Promise.all([
        tiger.read(futureKline, params, limits(signal)),
        contractFacts(deps, wanted.code, signal),
      ]);
      return futureBarsOf(reply, wanted, facts);
    },
    'futures.ticks': async ({ code, count }, { signal }) => {
      // Without indices the newest: as for trade_tick, whose parameters these are.
      const params = { contract_code: code, begin_index: -1, end_index: -1, limit: count };
      const [reply, facts] = await Promise.all([
        tiger.read(futureTick, params, limits(signal)),
        contractFacts(deps, code, signal),
      ]);
      return futureTicksOf(reply, { code, count }, facts);
    },
    'futures.depth': async ({ code }, { signal }) => {
      const [reply, facts] = await Promise.all([
        tiger.read(futureDepth, { contract_codes: [code] }, limits(signal)),
        contractFacts(deps, code, signal),
      ]);
      return futureDepthOf(reply, code, facts);
    },
  };
}
