import * as z from 'zod';
import { businessError } from '../gateway-refusal.ts';
import { companyFacts } from '../market/company-facts.ts';
import type { Instrument } from '../market/instrument.ts';
import { LISTINGS } from '../market/listings.ts';
import { orderBookAt } from '../market/order-book.ts';
import { E4_PER_UNIT } from '../market/price-e4.ts';
import { dateText } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { optionalInteger, readBiz, wireRatio } from './biz-parameters.ts';
import { BROKERS } from './broker-hold-methods.ts';
import { readLimit, readStock, readStocks, wirePrice, wireWhole } from './instrument-reader.ts';
import { readMarket } from './market-reader.ts';

const YEAR_BARS = 252;
const RANKED = 20;
/** Wire contract 7.3. */
const BROKERS_DEFAULT = 40;
const BROKERS_MAX = 60;
const SHORT_REPORTS = 6;

const brokerSchema = z.looseObject({ limit: optionalInteger });

export const stockFactMethods: MethodGroup = {
  quote_shortable_stocks: (services, { biz }) =>
    readStocks(services, biz).map((instrument) => ({
      symbol: instrument.listing.symbol,
      items: shortReports(services, instrument),
    })),
  quote_overnight: (services, { biz }) => readStocks(services, biz).map((item) => overnight(services, item)),
  stock_fundamental: (services, { biz }) => ({
    items: readStocks(services, biz).map((instrument) => fundamental(services, instrument)),
  }),
  trade_rank: (services, { biz }) => {
    const market = readMarket(biz);
    return LISTINGS.filter((listing) => listing.market === market)
      .sort((left, right) => turnover(right) - turnover(left))
      .slice(0, RANKED)
      .flatMap(({ symbol }) => services.market.stock(symbol) ?? [])
      .map((instrument) => ranked(services, instrument));
  },
  stock_broker: stockBroker,
};

function turnover(listing: { readonly averageVolume: number; readonly basePrice: number }): number {
  return listing.averageVolume * listing.basePrice;
}

/** Settlement dates are mid-month and month end (FINRA Rule 4560); the newest is published with a delay. */
function shortReports({ clock }: GatewayServices, { listing, schedule }: Instrument) {
  if (!listing.shortable) return [];
  const { shortInterestShare, floatShare } = companyFacts(listing);
  const today = schedule.zone.dayNumber(clock.nowMs());
  const dates: number[] = [];
  for (let day = today - 10; dates.length < SHORT_REPORTS; day -= 1) {
    const isMidMonth = dateText(day).endsWith('-15');
    if (isMidMonth || dateText(day + 1).endsWith('-01')) dates.push(day);
  }
  return dates.map((day) => {
    const shortInterest = Math.round(
      listing.sharesOutstanding * shortInterestShare * (1 + 0.03 * Math.sin(day)),
    );
    return {
      settlementDate: dateText(day),
      shortInterest,
      avgDailyVolume: listing.averageVolume,
      daysToCover: wireRatio(shortInterest / listing.averageVolume, 2),
      percentOfFloat: wireRatio(shortInterest / (listing.sharesOutstanding * floatShare)),
    };
  });
}

function overnight({ market }: GatewayServices, instrument: Instrument) {
  const { listing } = instrument;
  if (listing.market !== 'US') throw businessError(`invalid symbols: ${listing.symbol}`);
  const quote = market.quote(instrument);
  const [ask] = quote.book.asks;
  const [bid] = quote.book.bids;
  return {
    symbol: listing.symbol,
    askPrice: wirePrice(ask?.priceE4 ?? quote.lastE4),
    askSize: ask?.size ?? 0,
    bidPrice: wirePrice(bid?.priceE4 ?? quote.lastE4),
    bidSize: bid?.size ?? 0,
    latestPrice: wirePrice(quote.lastE4),
    latestSize: 100,
    preClose: wirePrice(quote.previousCloseE4),
    volume: quote.day.volume,
    timestamp: quote.timeMs,
  };
}

function fundamental({ market }: GatewayServices, instrument: Instrument) {
  const { listing } = instrument;
  const quote = market.quote(instrument);
  const price = quote.lastE4 / E4_PER_UNIT;
  const facts = companyFacts(listing);
  const year = market.bars(instrument, { period: 'day', beginMs: null, endMs: null, limit: YEAR_BARS });
  const marketCap = price * listing.sharesOutstanding;
  return {
    symbol: listing.symbol,
    roe: wireRatio(facts.earningsPerShare / facts.bookPerShare),
    roa: wireRatio(facts.earningsPerShare / facts.assetsPerShare),
    pbRate: wireRatio(price / facts.bookPerShare, 4),
    psRate: wireRatio(price / facts.salesPerShare, 4),
    divideRate: wireRatio(facts.dividendPerShare / price),
    week52High: wirePrice(Math.max(...year.map((bar) => bar.highE4))),
    week52Low: wirePrice(Math.min(...year.map((bar) => bar.lowE4))),
    ttmEps: wireRatio(facts.earningsPerShare, 4),
    lyrEps: wireRatio(facts.earningsPerShare * 0.93, 4),
    volumeRatio: wireRatio(quote.day.volume / listing.averageVolume, 4),
    turnoverRate: wireRatio(quote.day.volume / listing.sharesOutstanding),
    ttmPeRate: wireRatio(price / facts.earningsPerShare, 4),
    lyrPeRate: wireRatio(price / (facts.earningsPerShare * 0.93), 4),
    marketCap: wireWhole(marketCap),
    floatMarketCap: wireWhole(marketCap * facts.floatShare),
  };
}

function ranked({ market }: GatewayServices, instrument: Instrument) {
  const { listing } = instrument;
  const quote = market.quote(instrument);
  const asked = sizeOf(quote.book.asks);
  const bid = sizeOf(quote.book.bids);
  return {
    symbol: listing.symbol,
    market: listing.market,
    name: listing.name,
    secType: 'STK',
    changeRate: wireRatio(quote.lastE4 / quote.previousCloseE4 - 1),
    sellOrderRate: wireRatio(asked / (asked + bid), 4),
    buyOrderRate: wireRatio(bid / (asked + bid), 4),
  };
}

function sizeOf(levels: readonly { readonly size: number }[]): number {
  return levels.reduce((total, level) => total + level.size, 0);
}

function stockBroker(services: GatewayServices, { biz }: MethodCall) {
  const instrument = readStock(services, biz);
  const { symbol, market } = instrument.listing;
  if (market !== 'HK') throw businessError(`invalid symbols: ${symbol}, broker queues exist in HK only`);
  const limit = readLimit(readBiz(brokerSchema, biz).limit, BROKERS_DEFAULT, BROKERS_MAX);
  const book = orderBookAt(instrument, instrument.moment(services.clock.nowMs()), services.market.seed, 10);
  const side = (levels: typeof book.bids) => {
    let left = limit;
    return levels.flatMap((level, depth) => {
      const brokerCount = Math.min(left, 1 + (level.size % 5));
      left -= brokerCount;
      if (brokerCount === 0) return [];
      const broker = Array.from({ length: brokerCount }, (_, index) => {
        const found = BROKERS[(level.size + depth * 3 + index) % BROKERS.length];
        return { id: found?.queueId ?? '', name: found?.name ?? '' };
      });
      return [{ level: depth + 1, price: wirePrice(level.priceE4), brokerCount, broker }];
    });
  };
  return { symbol, bidBroker: side(book.bids), askBroker: side(book.asks) };
}
