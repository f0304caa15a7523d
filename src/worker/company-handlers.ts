import { marketOfSymbol } from '../shared/domain/instrument.ts';
import type { companyCalls } from '../shared/ipc/worker-calls/company-calls.ts';
import { brokerHold, capitalDistribution, capitalFlow, stockBroker } from '../tiger/methods/flow-methods.ts';
import { industryList, industryStocks, stockIndustry } from '../tiger/methods/industry-methods.ts';
import { quoteShortableStocks, stockFundamental } from '../tiger/methods/stock-methods.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import {
  BROKER_HOLDINGS_LIFETIME_MS,
  FUNDAMENTALS_LIFETIME_MS,
  INDUSTRY_LIFETIME_MS,
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

/** What moves during the day is asked for each time; industries, holdings and short interest are kept. */
export function companyHandlers({
  tiger,
  lists,
}: ReadHandlerDeps): Pick<ReadHandlers, keyof typeof companyCalls> {
  return {
    'valuation.get': async ({ symbol }, { signal }) => {
      const params = { symbols: [symbol], market: marketOfSymbol(symbol) };
      return valuationOf(await tiger.read(stockFundamental, params, { ...TIME_LIMIT, signal }), symbol);
    },
    'industry.ofStock': ({ symbol }, { signal }) =>
      lists.get(
        `industry of ${symbol}`,
        INDUSTRY_LIFETIME_MS,
        async (life) =>
          industriesOf(
            await tiger.read(
              stockIndustry,
              { symbol, market: marketOfSymbol(symbol) },
              { ...TIME_LIMIT, signal: life },
            ),
          ),
        signal,
      ),
    'industry.list': ({ level }, { signal }) =>
      lists.get(
        `industries ${level}`,
        INDUSTRY_LIFETIME_MS,
        async (life) =>
          industriesOf(
            await tiger.read(industryList, { industry_level: level }, { ...TIME_LIMIT, signal: life }),
          ),
        signal,
      ),
    'industry.stocks': ({ industryId, market }, { signal }) =>
      lists.get(
        `stocks of industry ${industryId} ${market}`,
        INDUSTRY_LIFETIME_MS,
        async (life) =>
          industryStocksOf(
            await tiger.read(
              industryStocks,
              { industry_id: industryId, market },
              { ...TIME_LIMIT, signal: life },
            ),
          ),
        signal,
      ),
    'capital.flow': async ({ symbol, period, count }, { signal }) => {
      const params = { symbol, market: marketOfSymbol(symbol), period, limit: count };
      return capitalFlowOf(await tiger.read(capitalFlow, params, { ...TIME_LIMIT, signal }), {
        symbol,
        period,
      });
    },
    'capital.distribution': async ({ symbol }, { signal }) => {
      const params = { symbol, market: marketOfSymbol(symbol) };
      return distributionOf(await tiger.read(capitalDistribution, params, { ...TIME_LIMIT, signal }), symbol);
    },
    'brokers.queue': async ({ symbol, limit }, { signal }) =>
      brokerQueueOf(await tiger.read(stockBroker, { symbol, limit }, { ...TIME_LIMIT, signal }), symbol),
    'brokers.holdings': ({ page, limit, sort, descending }, { signal }) =>
      lists.get(
        `holdings ${page} ${limit} ${sort} ${descending}`,
        BROKER_HOLDINGS_LIFETIME_MS,
        async (life) => {
          const direction = descending ? 'SortDir_Descend' : 'SortDir_Ascend';
          const params = { market: 'HK', page, limit, order_by: sort, direction } as const;
          return brokerHoldingsOf(await tiger.read(brokerHold, params, { ...TIME_LIMIT, signal: life }));
        },
        signal,
      ),
    'shorts.list': ({ symbol }, { signal }) =>
      lists.get(
        `shorts ${symbol}`,
        FUNDAMENTALS_LIFETIME_MS,
        async (life) =>
          shortInterestOf(
            await tiger.read(quoteShortableStocks, { symbols: [symbol] }, { ...TIME_LIMIT, signal: life }),
            symbol,
          ),
        signal,
      ),
  };
}
