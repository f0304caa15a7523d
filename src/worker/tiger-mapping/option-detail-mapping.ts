import type { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { compare, type Decimal, decimalSchema, multiply } from '../../shared/domain/decimal.ts';
import type { OptionKey } from '../../shared/domain/option.ts';
import type {
  AnalysisPeriod,
  OptionAnalysis,
  OptionBars,
  OptionDepth,
  OptionPeriod,
  OptionQuote,
  OptionTicks,
} from '../../shared/domain/option-detail.ts';
import { formatOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type {
  optionAnalysis,
  optionDepth,
  optionTradeTick,
} from '../../tiger/methods/option-detail-methods.ts';
import type { optionBrief, optionKline } from '../../tiger/methods/option-quote-methods.ts';
import { priceOrNull } from './price-or-null.ts';
import { provenanceOf } from './provenance-of.ts';

type Reply<Method extends { readonly reply: z.ZodType }> = TigerReply<z.output<Method['reply']>>;

/** Wire contract 3.3. */
export const WIRE_OPTION_PERIOD: Readonly<Record<OptionPeriod, string>> = {
  '1m': '1min',
  '5m': '5min',
  '30m': '30min',
  '1h': '60min',
  '1d': 'day',
};

interface Asked {
  readonly key: OptionKey;
  readonly wire: { readonly symbol: string; readonly expiry: number };
}

/** null: the broker answered nothing of this option. */
export function optionQuoteOf(
  asked: Asked,
  reply: Reply<typeof optionBrief> | undefined,
): OptionQuote | null {
  const row = reply?.data.find((candidate) => isSame(candidate, asked));
  if (reply === undefined || row === undefined) return null;
  return {
    option: asked.key,
    bidPrice: priceOrNull(row.bidPrice),
    bidSize: row.bidSize,
    askPrice: priceOrNull(row.askPrice),
    askSize: row.askSize,
    lastPrice: priceOrNull(row.latestPrice),
    middlePrice: priceOrNull(row.midPrice),
    markPrice: priceOrNull(row.markPrice),
    openPrice: priceOrNull(row.open),
    highPrice: priceOrNull(row.high),
    lowPrice: priceOrNull(row.low),
    previousClose: priceOrNull(row.preClose),
    change: row.change,
    volume: row.volume,
    openInterest: row.openInterest,
    multiplier: row.multiplier,
    impliedVolatility: fractionOf(row.volatility),
    provenance: provenanceOf(reply, { asOfMs: row.timestamp, isDelayed: null }),
  };
}

type BriefRow = z.output<typeof optionBrief.reply>[number];

function isSame(row: BriefRow, { key, wire }: Asked): boolean {
  return (
    row.symbol === wire.symbol &&
    row.expiry === wire.expiry &&
    row.right?.toLowerCase() === key.right &&
    row.strike !== null &&
    compare(row.strike, key.strike) === 0
  );
}

const HUNDREDTH = decimalSchema.parse('0.01');

/** `25.30%` is 0.253. Text without the sign is not guessed at. */
function fractionOf(text: string | null): Decimal | null {
  const percent = decimalSchema.safeParse(/^\s*(-?[\d.]+)\s*%\s*$/.exec(text ?? '')?.[1]);
  return percent.success ? multiply(percent.data, HUNDREDTH) : null;
}

/** The newest `count` bars, ascending. @throws AppError not_found */
export function optionBarsOf(
  reply: Reply<typeof optionKline>,
  wanted: { readonly option: OptionKey; readonly period: OptionPeriod; readonly count: number },
): OptionBars {
  const row = reply.data[0] ?? nothingOf(wanted.option, 'bars');
  const bars = row.items
    .map((item) => ({
      startMs: item.time,
      open: priceOrNull(item.open),
      high: priceOrNull(item.high),
      low: priceOrNull(item.low),
      close: priceOrNull(item.close),
      volume: item.volume,
      openInterest: item.openInterest,
    }))
    .sort((left, right) => left.startMs - right.startMs)
    .slice(-wanted.count);
  return {
    option: wanted.option,
    period: wanted.period,
    bars,
    provenance: provenanceOf(reply, { asOfMs: bars.at(-1)?.startMs ?? null, isDelayed: null }),
  };
}

/** The newest `count` trades, ascending. @throws AppError not_found */
export function optionTicksOf(
  reply: Reply<typeof optionTradeTick>,
  { option, count }: { readonly option: OptionKey; readonly count: number },
): OptionTicks {
  const { items } = reply.data[0] ?? nothingOf(option, 'trades');
  const ticks = items
    .map(({ time, price, volume }) => ({ timeMs: time, price, volume }))
    .sort((left, right) => left.timeMs - right.timeMs)
    .slice(-count);
  const provenance = provenanceOf(reply, { asOfMs: ticks.at(-1)?.timeMs ?? null, isDelayed: null });
  return { option, ticks, total: items.length, provenance };
}

/** @throws AppError not_found */
export function optionDepthOf(reply: Reply<typeof optionDepth>, option: OptionKey): OptionDepth {
  const row = reply.data[0] ?? nothingOf(option, 'order book');
  const levelOf = ({ price, volume, code }: (typeof row.bid)[number]) => ({ price, volume, exchange: code });
  return {
    option,
    bids: row.bid.map(levelOf).sort((left, right) => compare(right.price, left.price)),
    asks: row.ask.map(levelOf).sort((left, right) => compare(left.price, right.price)),
    provenance: provenanceOf(reply, { asOfMs: row.timestamp, isDelayed: null }),
  };
}

/** @throws AppError not_found */
export function analysisOf(
  reply: Reply<typeof optionAnalysis>,
  { symbol, period }: { readonly symbol: string; readonly period: AnalysisPeriod },
): OptionAnalysis {
  const row = reply.data[0];
  if (row === undefined) {
    throw new AppError('not_found', `Tiger has no option analysis of ${symbol}.`, {
      nextStep: 'Check the symbol of the underlying with tiger_search_symbols.',
    });
  }
  const history = row.volatilityList.flatMap(({ timestamp, impliedVol30Days, hisVolatility }) =>
    timestamp === null
      ? []
      : [
          {
            timeMs: timestamp,
            impliedVolatility30Days: impliedVol30Days,
            historicalVolatility: hisVolatility,
          },
        ],
  );
  return {
    symbol,
    period,
    impliedVolatility30Days: row.impliedVol30Days,
    historicalVolatility: row.hisVolatility,
    impliedToHistorical: row.ivHisVRatio,
    impliedPercentile: row.impliedVolMetric?.percentile ?? null,
    impliedRank: row.impliedVolMetric?.rank ?? null,
    callPutRatio: row.callPutRatio,
    history: history.sort((left, right) => left.timeMs - right.timeMs),
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}

function nothingOf(option: OptionKey, what: string): never {
  throw new AppError('not_found', `Tiger has no ${what} of ${formatOptionIdentifier(option)}.`, {
    nextStep: 'Take an identifier from tiger_get_option_chain.',
  });
}
