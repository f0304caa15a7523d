import type { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import type {
  FutureBars,
  FutureContract,
  FutureDepth,
  FutureQuote,
  FutureTicks,
} from '../../shared/domain/future.ts';
import type { BarPeriod } from '../../shared/domain/market-data.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type { futureContracts } from '../../tiger/methods/future-contract-methods.ts';
import type {
  futureDepth,
  futureKline,
  futureRealTimeQuote,
  futureTick,
} from '../../tiger/methods/future-quote-methods.ts';
import { dayOrNull } from './day-or-null.ts';
import { currencyOf } from './instrument-mapping.ts';
import { priceOrNull } from './price-or-null.ts';
import { provenanceOf } from './provenance-of.ts';

type Reply<Method extends { readonly reply: z.ZodType }> = TigerReply<z.output<Method['reply']>>;
export type WireFutureContract = z.output<typeof futureContracts.reply>[number];

/** What a series of figures takes from the contract: quotes carry no currency of their own. */
export type ContractFacts = Pick<FutureContract, 'currency' | 'multiplier'>;
export const UNKNOWN_FACTS: ContractFacts = { currency: null, multiplier: null };

/** A row without a code cannot be named, so it is none. */
export function futureContractOf(row: WireFutureContract): FutureContract | null {
  if (row.contractCode === null) return null;
  return {
    code: row.contractCode,
    name: row.name,
    product: row.type,
    month: monthOrNull(row.contractMonth),
    lastTradingDay: dayOrNull(row.lastTradingDate),
    firstNoticeDay: dayOrNull(row.firstNoticeDate),
    currency: currencyOf(row.currency),
    exchange: row.exchange ?? row.exchangeCode,
    multiplier: row.multiplier,
    tickSize: row.minTick,
    isTradeable: row.trade,
    isContinuous: row.continuous,
  };
}

function monthOrNull(text: string | null): string | null {
  const parts = /^(\d{4})-?(0[1-9]|1[0-2])/.exec(text ?? '');
  return parts === null ? null : `${parts[1]}-${parts[2]}`;
}

/** `settlement` is that of the day before, from which `change` counts. */
export function futureQuotesOf(
  reply: Reply<typeof futureRealTimeQuote>,
  codes: readonly string[],
  facts: ReadonlyMap<string, ContractFacts>,
): FutureQuote[] {
  return codes.flatMap((code) => {
    const row = reply.data.find(({ contractCode }) => contractCode === code);
    if (row === undefined) return [];
    const { currency, multiplier } = facts.get(code) ?? UNKNOWN_FACTS;
    return [
      {
        code,
        currency,
        multiplier,
        // Energy has traded below zero, but not at it.
        lastPrice: priceOrNull(row.latestPrice),
        lastSize: row.latestSize,
        bidPrice: priceOrNull(row.bidPrice),
        bidSize: row.bidSize,
        askPrice: priceOrNull(row.askPrice),
        askSize: row.askSize,
        openPrice: priceOrNull(row.open),
        highPrice: priceOrNull(row.high),
        lowPrice: priceOrNull(row.low),
        averagePrice: priceOrNull(row.avgPrice),
        settlementPrice: priceOrNull(row.settlement),
        change: row.change,
        limitUp: priceOrNull(row.limitUp),
        limitDown: priceOrNull(row.limitDown),
        volume: row.volume,
        openInterest: row.openInterest,
        openInterestChange: row.openInterestChange,
        provenance: provenanceOf(reply, { asOfMs: row.latestTime, isDelayed: null }),
      },
    ];
  });
}

/** The newest `count` bars, ascending. @throws AppError not_found */
export function futureBarsOf(
  reply: Reply<typeof futureKline>,
  wanted: { readonly code: string; readonly period: BarPeriod; readonly count: number },
  { currency }: ContractFacts,
): FutureBars {
  const row = reply.data.find(({ contractCode }) => contractCode === wanted.code);
  if (row === undefined) throw noContract(wanted.code, 'bars');
  const bars = row.items
    .map((item) => ({
      startMs: item.time,
      open: item.open,
      high: item.high,
      low: item.low,
      close: item.close,
      volume: item.volume,
      openInterest: item.openInterest,
      settlementPrice: priceOrNull(item.settlement),
    }))
    .sort((left, right) => left.startMs - right.startMs)
    .slice(-wanted.count);
  const newest = row.items.reduce((latest, { time, lastTime }) => Math.max(latest, lastTime ?? time), 0);
  return {
    code: wanted.code,
    currency,
    period: wanted.period,
    bars,
    provenance: provenanceOf(reply, { asOfMs: newest === 0 ? null : newest, isDelayed: null }),
  };
}

/** The newest `count` trades, ascending. @throws AppError not_found */
export function futureTicksOf(
  reply: Reply<typeof futureTick>,
  { code, count }: { readonly code: string; readonly count: number },
  { currency }: ContractFacts,
): FutureTicks {
  if (reply.data === null) throw noContract(code, 'trades');
  const ticks = reply.data.items
    .map(({ time, price, volume }) => ({ timeMs: time, price, volume }))
    .sort((left, right) => left.timeMs - right.timeMs)
    .slice(-count);
  const provenance = provenanceOf(reply, { asOfMs: ticks.at(-1)?.timeMs ?? null, isDelayed: null });
  return { code, currency, ticks, provenance };
}

/** The order book as it is at the time of the answer; levels carry no time. @throws AppError not_found */
export function futureDepthOf(
  reply: Reply<typeof futureDepth>,
  code: string,
  { currency }: ContractFacts,
): FutureDepth {
  const row = reply.data.find(({ contractCode }) => contractCode === code);
  if (row === undefined) throw noContract(code, 'order book');
  const levelOf = ({ price, volume }: (typeof row.bid)[number]) => ({ price, volume });
  return {
    code,
    currency,
    bids: row.bid.map(levelOf),
    asks: row.ask.map(levelOf),
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}

export function noContract(code: string, what = 'contract'): AppError {
  return new AppError('not_found', `Tiger has no futures ${what} of ${code}.`, {
    nextStep: 'Look the code up with tiger_get_future_contracts.',
  });
}
