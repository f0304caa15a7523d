import * as z from 'zod';
import { wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { BAR_PERIODS } from '../market/bar-series.ts';
import type { FutureContract } from '../market/future-contract.ts';
import type { PricedInstrument } from '../market/instrument.ts';
import { hashText, uniformAt } from '../market/noise.ts';
import { E4_PER_UNIT } from '../market/price-e4.ts';
import { PRICE_STEP_MS } from '../market/price-model.ts';
import { roundToTick } from '../market/tick-rules.ts';
import { tickSeries } from '../market/tick-series.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readPageToken, toPageToken } from './bar-paging.ts';
import { optionalInteger, optionalText, readBiz, readTime, wireRatio } from './biz-parameters.ts';
import { readTickQuery } from './depth-methods.ts';
import { readContract, readContractCodes } from './future-methods.ts';
import { readLimit, wirePrice } from './instrument-reader.ts';

/** Wire contract 7.3. */
const BARS_DEFAULT = 200;
const BARS_MAX = 1_000;
const TICKS_MAX = 1_000;
/** Price limits of the exchange's daily band. */
const LIMIT_SHARE = 0.07;
const INTEREST_DAYS = 1.3;

const klineSchema = z.looseObject({ period: wireText, limit: optionalInteger, page_token: optionalText });
const codeSchema = z.looseObject({ contract_code: wireText });

export const futureQuoteMethods: MethodGroup = {
  future_kline: futureKline,
  future_tick: (services, { biz }) => {
    const { contract_code: code } = readBiz(codeSchema, biz);
    const { instrument } = traded(services, code);
    const ticks = tickSeries(
      instrument,
      readTickQuery(biz, TICKS_MAX, PRICE_STEP_MS),
      services.clock.nowMs(),
    );
    return {
      contractCode: code,
      items: ticks.map(({ index, priceE4, volume, timeMs }) => ({
        index,
        price: wirePrice(priceE4),
        volume,
        time: timeMs,
      })),
    };
  },
  future_real_time_quote: (services, { biz }) =>
    readContractCodes(biz).map((code) => quoteItem(services, code)),
  future_depth: (services, { biz }) =>
    readContractCodes(biz).map((code) => {
      const { instrument } = traded(services, code);
      const { book } = services.market.quote(instrument);
      const level = (item: { readonly priceE4: number; readonly size: number }) => ({
        price: wirePrice(item.priceE4),
        volume: item.size,
      });
      return {
        contractCode: code,
        contractId: String(instrument.listing.contractId),
        ask: book.asks.map(level),
        bid: book.bids.map(level),
      };
    }),
};

function traded(
  services: GatewayServices,
  code: string,
): { contract: FutureContract; instrument: PricedInstrument } {
  const contract = readContract(services, code);
  const instrument = services.market.instrument(contract.code);
  if (instrument === null) throw businessError(`invalid contract code: ${code.slice(0, 20)}`);
  return { contract, instrument };
}

function openInterest({ listing }: PricedInstrument, dayNumber: number): number {
  const wave = uniformAt(hashText(`interest ${listing.symbol}`, 0), dayNumber);
  return Math.round(listing.averageVolume * INTEREST_DAYS * (0.97 + 0.06 * wave));
}

function quoteItem(services: GatewayServices, code: string) {
  const { instrument } = traded(services, code);
  const quote = services.market.quote(instrument);
  const { dayNumber } = instrument.schedule.lastOpened(services.clock.nowMs());
  const interest = openInterest(instrument, dayNumber);
  const [ask] = quote.book.asks;
  const [bid] = quote.book.bids;
  const band = (share: number) =>
    wirePrice(roundToTick(instrument.listing.tickRule, quote.previousCloseE4 * (1 + share)));
  const { day } = quote;
  return {
    contractCode: code,
    latestPrice: wirePrice(quote.lastE4),
    latestSize: 1 + Math.floor(8 * uniformAt(hashText(quote.book.stepId, 1), 0)),
    latestTime: quote.timeMs,
    bidPrice: wirePrice(bid?.priceE4 ?? quote.lastE4),
    bidSize: bid?.size ?? 0,
    askPrice: wirePrice(ask?.priceE4 ?? quote.lastE4),
    askSize: ask?.size ?? 0,
    openInterest: interest,
    openInterestChange: interest - openInterest(instrument, dayNumber - 1),
    volume: day.volume,
    open: wirePrice(day.openE4),
    high: wirePrice(day.highE4),
    low: wirePrice(day.lowE4),
    settlement: wirePrice(quote.previousCloseE4),
    limitUp: band(LIMIT_SHARE),
    limitDown: band(-LIMIT_SHARE),
    avgPrice: wireRatio((day.openE4 + day.highE4 + day.lowE4 + day.closeE4) / 4 / E4_PER_UNIT, 4),
    change: wirePrice(quote.lastE4 - quote.previousCloseE4),
  };
}

function futureKline(services: GatewayServices, { biz }: MethodCall) {
  const fields = readBiz(klineSchema, biz);
  // The Java notes write `min` for one minute (wire contract section 4).
  const period = fields.period === 'min' ? '1min' : fields.period;
  if (!BAR_PERIODS.includes(period)) {
    throw businessError(`'period' ${period.slice(0, 10)} not supported, supported: ${BAR_PERIODS.join(' ')}`);
  }
  const limit = readLimit(fields.limit, BARS_DEFAULT, BARS_MAX);
  const codes = readContractCodes(biz);
  return codes.map((code) => {
    const { instrument } = traded(services, code);
    const { zone } = instrument.schedule;
    const beginMs = readTime(biz, 'begin_time', zone);
    const endMs = readPageToken(fields.page_token) ?? readTime(biz, 'end_time', zone);
    const bars = services.market.bars(instrument, { period, beginMs, endMs, limit });
    const [oldest] = bars;
    const hasMore = codes.length === 1 && beginMs !== null && oldest !== undefined && bars.length === limit;
    return {
      contractCode: code,
      nextPageToken: hasMore ? toPageToken(oldest.startMs) : null,
      items: bars.map((bar) => ({
        time: bar.startMs,
        lastTime: Math.min(services.clock.nowMs(), bar.startMs + PRICE_STEP_MS * 11),
        open: wirePrice(bar.openE4),
        high: wirePrice(bar.highE4),
        low: wirePrice(bar.lowE4),
        close: wirePrice(bar.closeE4),
        volume: bar.volume,
        openInterest: openInterest(instrument, zone.dayNumber(bar.startMs)),
        settlement: wirePrice(bar.closeE4),
      })),
    };
  });
}
