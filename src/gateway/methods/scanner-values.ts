import { companyFacts } from '../market/company-facts.ts';
import { industriesOf } from '../market/industry.ts';
import type { Instrument } from '../market/instrument.ts';
import { hashText, uniformAt } from '../market/noise.ts';
import { optionSymbolOf } from '../market/option-contract.ts';
import { E4_PER_UNIT } from '../market/price-e4.ts';
import type { GatewayServices } from '../method-table.ts';

const YEAR_BARS = 252;
/** Tags that the simulator knows; the others of the table have no values. */
export const TAGGED_FIELDS: readonly string[] = [
  'Industry',
  'Type',
  'OptionsAvailable',
  'TradeCurrency',
  'Market_Name',
  'isOTC',
];

/** A figure of a share by the scanner's answer name; fields that are not modelled are steady ratios. */
export function scannerValue({ market }: GatewayServices, instrument: Instrument, name: string): number {
  const { listing } = instrument;
  const quote = market.quote(instrument);
  const price = quote.lastE4 / E4_PER_UNIT;
  const unit = (priceE4: number | undefined) => (priceE4 ?? quote.lastE4) / E4_PER_UNIT;
  const facts = companyFacts(listing);
  const year = () => market.bars(instrument, { period: 'day', beginMs: null, endMs: null, limit: YEAR_BARS });
  const shares = listing.sharesOutstanding;
  const values: Readonly<Record<string, () => number>> = {
    latestPrice: () => price,
    bidPrice: () => unit(quote.book.bids[0]?.priceE4),
    askPrice: () => unit(quote.book.asks[0]?.priceE4),
    open: () => unit(quote.day.openE4),
    preClose: () => unit(quote.previousCloseE4),
    high: () => unit(quote.day.highE4),
    low: () => unit(quote.day.lowE4),
    volume: () => quote.day.volume,
    amount: () => Math.round(quote.day.volume * price),
    floatShares: () => Math.round(shares * facts.floatShare),
    shares: () => shares,
    week52High: () => unit(Math.max(...year().map((bar) => bar.highE4))),
    week52Low: () => unit(Math.min(...year().map((bar) => bar.lowE4))),
    floatMarketCap: () => Math.round(shares * facts.floatShare * price),
    marketValue: () => Math.round(shares * price),
    ttmEps: () => facts.earningsPerShare,
    eps: () => facts.earningsPerShare,
    peRate: () => price / facts.earningsPerShare,
    divideRateVal: () => facts.dividendPerShare / price,
    dividePriceVal: () => facts.dividendPerShare,
    volumeRatio: () => quote.day.volume / listing.averageVolume,
    turnoverRate: () => quote.day.volume / shares,
    Amplitude: () => (quote.day.highE4 - quote.day.lowE4) / quote.previousCloseE4,
    curChangeRate: () => quote.lastE4 / quote.previousCloseE4 - 1,
    curChangeVal: () => unit(quote.lastE4 - quote.previousCloseE4),
    changeRate: () => quote.lastE4 / quote.previousCloseE4 - 1,
    netIncomeVal: () => Math.round(facts.earningsPerShare * shares),
    netIncome: () => Math.round(facts.earningsPerShare * shares),
    total_revenue: () => Math.round(facts.salesPerShare * shares),
    ROE: () => facts.earningsPerShare / facts.bookPerShare,
    roe: () => facts.earningsPerShare / facts.bookPerShare,
    ROA: () => facts.earningsPerShare / facts.assetsPerShare,
    roa: () => facts.earningsPerShare / facts.assetsPerShare,
  };
  const known = Object.hasOwn(values, name) ? values[name] : undefined;
  return known?.() ?? 0.05 + 0.4 * uniformAt(hashText(`${listing.symbol} ${name}`, 0), 0);
}

/** A word about a share; empty where it has none. */
export function scannerTag({ listing }: Instrument, name: string): string {
  const tags: Readonly<Record<string, string | undefined>> = {
    symbol: listing.symbol,
    industry: industriesOf(listing.symbol)[2]?.nameEn,
    type: listing.isEtf ? 'ETF' : 'STK',
    optionsAvailable: optionSymbolOf(listing) === null ? '0' : '1',
    tradeCurrency: listing.currency,
    marketName: listing.exchange,
    isOTC: '0',
  };
  return (Object.hasOwn(tags, name) ? tags[name] : undefined) ?? '';
}
