import { marketOfSymbol } from '../shared/domain/instrument.ts';
import type { companyCalls } from '../shared/ipc/worker-calls/company-calls.ts';
import { brokerHold, capitalDistribution, capitalFlow, stockBroker } from '../tiger/methods/flow-methods.ts';
import { industryList, industryStocks, stockIndustry } from '../tiger/methods/industry-methods.ts';
import { quoteShortableStocks, stockFundamental } from '../tiger/methods/stock-methods.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import {
  BROKER_HOLDINGS_LIFETIME_MS,
  CAPITAL_FLOW_LIFETIME_MS,
  DEPTH_LIFETIME_MS,
  FUNDAMENTALS_LIFETIME_MS,
  INDUSTRY_LIFETIME_MS,
  VALUATION_LIFETIME_MS,
} from './cache-lifetimes.ts';
import type { ReadHandlerDeps, ReadHandlers } from './handlers.ts';
import {
  brokerHoldingsOf,
  brokerQueueOf,
  capitalFlowOf,
  distributionOf,
  industriesOf,
  industryStocksOf,
  shortInterestOf,
  valuationOf,
} from './tiger-mapping/company-mapping.ts';

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };

/** What is asked again within its lifetime shares one call. */
export function companyHandlers(deps: ReadHandlerDeps): Pick<ReadHandlers, keyof typeof companyCalls> {
  return { ...factHandlers(deps), ...industryHandlers(deps), ...flowHandlers(deps) };
}

type Limits = typeof TIME_LIMIT & { readonly signal: AbortSignal };

/** Asks with the life of the shared call, and leaves with the caller. */
function keptIn({ lists }: ReadHandlerDeps) {
  return <T>(
    key: string,
    lifetimeMs: number,
    ask: (limits: Limits) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> => lists.get(key, lifetimeMs, (life) => ask({ ...TIME_LIMIT, signal: life }), signal);
}

function factHandlers(deps: ReadHandlerDeps): Pick<ReadHandlers, 'valuation.get' | 'shorts.list'> {
  const { tiger } = deps;
  const kept = keptIn(deps);
  return {
    'valuation.get': ({ symbol }, { signal }) => {
      const params = { symbols: [symbol], market: marketOfSymbol(symbol) };
      return kept(
        `valuation ${symbol}`,
        VALUATION_LIFETIME_MS,
        async (limits) => valuationOf(await tiger.read(stockFundamental, params, limits), symbol),
        signal,
      );
    },
    'shorts.list': ({ symbol }, { signal }) =>
      kept(
        `shorts ${symbol}`,
        FUNDAMENTALS_LIFETIME_MS,
        async (limits) =>
          shortInterestOf(await tiger.read(quoteShortableStocks, { symbols: [symbol] }, limits), symbol),
        signal,
      ),
  };
}

function industryHandlers(
  deps: ReadHandlerDeps,
): Pick<ReadHandlers, 'industry.ofStock' | 'industry.list' | 'industry.stocks'> {
  const { tiger } = deps;
  const kept = keptIn(deps);
  return {
    'industry.ofStock': ({ symbol }, { signal }) => {
      const params = { symbol, market: marketOfSymbol(symbol) };
      return kept(
        `industry of ${symbol}`,
        INDUSTRY_LIFETIME_MS,
        async (limits) => industriesOf(await tiger.read(stockIndustry, params, limits)),
        signal,
      );
    },
    'industry.list': ({ level }, { signal }) =>
      kept(
        `industries ${level}`,
        INDUSTRY_LIFETIME_MS,
        async (limits) => industriesOf(await tiger.read(industryList, { industry_level: level }, limits)),
        signal,
      ),
    'industry.stocks': ({ industryId, market }, { signal }) =>
      kept(
        `stocks of industry ${industryId} ${market}`,
        INDUSTRY_LIFETIME_MS,
        async (limits) =>
          industryStocksOf(await tiger.read(industryStocks, { industry_id: industryId, market }, limits)),
        signal,
      ),
  };
}

function flowHandlers(
  deps: ReadHandlerDeps,
): Pick<ReadHandlers, 'capital.flow' | 'capital.distribution' | 'brokers.queue' | 'brokers.holdings'> {
  const { tiger } = deps;
  const kept = keptIn(deps);
  return {
    'capital.flow': ({ symbol, period, count }, { signal }) => {
      const params = { symbol, market: marketOfSymbol(symbol), period, limit: count };
      return kept(
        `capital flow ${symbol} ${period} ${count}`,
        CAPITAL_FLOW_LIFETIME_MS,
        async (limits) => capitalFlowOf(await tiger.read(capitalFlow, params, limits), { symbol, period }),
        signal,
      );
    },
    'capital.distribution': ({ symbol }, { signal }) => {
      const params = { symbol, market: marketOfSymbol(symbol) };
      return kept(
        `capital distribution ${symbol}`,
        CAPITAL_FLOW_LIFETIME_MS,
        async (limits) => distributionOf(await tiger.read(capitalDistribution, params, limits), symbol),
        signal,
      );
    },
    'brokers.queue': ({ symbol, limit }, { signal }) =>
      kept(
        `broker queue ${symbol} ${limit}`,
        DEPTH_LIFETIME_MS,
        async (limits) => brokerQueueOf(await tiger.read(stockBroker, { symbol, limit }, limits), symbol),
        signal,
      ),
    'brokers.holdings': ({ page, limit, sort, descending }, { signal }) => {
      const direction = descending ? 'SortDir_Descend' : 'SortDir_Ascend';
      const params = { market: 'HK', page, limit, order_by: sort, direction } as const;
      return kept(
        `holdings ${page} ${limit} ${sort} ${descending}`,
        BROKER_HOLDINGS_LIFETIME_MS,
        async (limits) => brokerHoldingsOf(await tiger.read(brokerHold, params, limits)),
        signal,
      );
    },
  };
}
