import type { z } from 'zod';
import {
  type BrokerHoldings,
  type BrokerQueue,
  type CapitalDistribution,
  type CapitalFlow,
  type IndustryList,
  type IndustryStocks,
  industryLevelSchema,
  type ShortInterest,
  type Valuation,
} from '../../shared/domain/company.ts';
import { daySchema } from '../../shared/domain/market-day.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type {
  brokerHold,
  capitalDistribution,
  capitalFlow,
  stockBroker,
} from '../../tiger/methods/flow-methods.ts';
import type { industryStocks, stockIndustry } from '../../tiger/methods/industry-methods.ts';
import type { quoteShortableStocks, stockFundamental } from '../../tiger/methods/stock-methods.ts';
import { symbolOf } from './instrument-mapping.ts';
import { provenanceOf } from './provenance-of.ts';

type Reply<Method extends { readonly reply: z.ZodType }> = TigerReply<z.output<Method['reply']>>;

/** These answers have no time of their own: they are as old as the answer. */
const answeredNow = (reply: TigerReply<unknown>) =>
  provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null });

export function dayOf(text: string | null): string | null {
  return daySchema.safeParse(text?.slice(0, 10).replaceAll('/', '-')).data ?? null;
}

export function valuationOf(reply: Reply<typeof stockFundamental>, symbol: string): Valuation {
  const row = reply.data.find((candidate) => symbolOf(candidate.symbol) === symbol);
  return {
    symbol,
    marketCap: row?.marketCap ?? null,
    peRatio: row?.ttmPeRate ?? null,
    pbRatio: row?.pbRate ?? null,
    psRatio: row?.psRate ?? null,
    dividendYield: row?.divideRate ?? null,
    eps: row?.ttmEps ?? null,
    returnOnEquity: row?.roe ?? null,
    returnOnAssets: row?.roa ?? null,
    week52High: row?.week52High ?? null,
    week52Low: row?.week52Low ?? null,
    provenance: answeredNow(reply),
  };
}

export function industriesOf(reply: Reply<typeof stockIndustry>): IndustryList {
  const industries = reply.data.map((row) => ({
    level: industryLevelSchema.safeParse(row.industryLevel).data ?? null,
    id: row.id,
    name: row.nameEN ?? row.nameCN,
  }));
  return { industries, provenance: answeredNow(reply) };
}

export function industryStocksOf(reply: Reply<typeof industryStocks>): IndustryStocks {
  const stocks = reply.data.map((row) => ({ symbol: symbolOf(row.symbol), name: row.companyName }));
  return { stocks, provenance: answeredNow(reply) };
}

export function capitalFlowOf(
  reply: Reply<typeof capitalFlow>,
  { symbol, period }: Pick<CapitalFlow, 'symbol' | 'period'>,
): CapitalFlow {
  const flows = (reply.data?.items ?? []).map((row) => ({
    timeMs: row.timestamp,
    timeText: row.time,
    netInflow: row.netInflow,
  }));
  return {
    symbol,
    period,
    flows: flows.sort((left, right) => (left.timeMs ?? 0) - (right.timeMs ?? 0)),
    provenance: answeredNow(reply),
  };
}

export function distributionOf(
  reply: Reply<typeof capitalDistribution>,
  symbol: string,
): CapitalDistribution {
  const { data } = reply;
  return {
    symbol,
    netInflow: data?.netInflow ?? null,
    inAll: data?.inAll ?? null,
    inBig: data?.inBig ?? null,
    inMedium: data?.inMid ?? null,
    inSmall: data?.inSmall ?? null,
    outAll: data?.outAll ?? null,
    outBig: data?.outBig ?? null,
    outMedium: data?.outMid ?? null,
    outSmall: data?.outSmall ?? null,
    provenance: answeredNow(reply),
  };
}

export function brokerQueueOf(reply: Reply<typeof stockBroker>, symbol: string): BrokerQueue {
  type Level = NonNullable<(typeof reply)['data']>['bidBroker'][number];
  const levelOf = ({ level, price, brokerCount, broker }: Level) => ({
    level,
    price,
    brokerCount,
    brokers: broker.map(({ id, name }) => ({ id, name })),
  });
  return {
    symbol,
    bids: (reply.data?.bidBroker ?? []).map(levelOf),
    asks: (reply.data?.askBroker ?? []).map(levelOf),
    provenance: answeredNow(reply),
  };
}

export function brokerHoldingsOf(reply: Reply<typeof brokerHold>): BrokerHoldings {
  const { items, totalCount, totalPage } = reply.data;
  return {
    holdings: items.map((row) => ({
      id: row.orgId,
      name: row.orgName,
      day: dayOf(row.date),
      shares: row.sharesHold,
      marketValue: row.marketValue,
      bought: row.buyAmount,
      bought5: row.buyAmount5,
      bought20: row.buyAmount20,
      bought60: row.buyAmount60,
    })),
    total: totalCount,
    pages: totalPage,
    provenance: answeredNow(reply),
  };
}

export function shortInterestOf(reply: Reply<typeof quoteShortableStocks>, symbol: string): ShortInterest {
  const rows = reply.data.find((candidate) => symbolOf(candidate.symbol) === symbol)?.items ?? [];
  const reports = rows.map((row) => ({
    settlementDay: dayOf(row.settlementDate),
    shortInterest: row.shortInterest,
    averageDailyVolume: row.avgDailyVolume,
    daysToCover: row.daysToCover,
    percentOfFloat: row.percentOfFloat,
  }));
  return {
    symbol,
    reports: reports.sort((left, right) =>
      (left.settlementDay ?? '') < (right.settlementDay ?? '') ? 1 : -1,
    ),
    provenance: answeredNow(reply),
  };
}
