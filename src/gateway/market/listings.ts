import type { TickRule } from './tick-rules.ts';

/** Markets that the simulator runs. */
export type Market = 'US' | 'HK';
export const MARKETS: readonly Market[] = ['US', 'HK'];
export type Currency = 'USD' | 'HKD';
const MARKET_CURRENCY: Readonly<Record<Market, Currency>> = { US: 'USD', HK: 'HKD' };

export type SecType = 'STK' | 'OPT' | 'FUT' | 'CC';

export interface OptionTerms {
  /** Symbol of the share. */
  readonly underlying: string;
  /** As option methods name it: the share's symbol in the US, a code such as TCH.HK in Hong Kong. */
  readonly optionSymbol: string;
  readonly expiryDay: number;
  readonly right: 'CALL' | 'PUT';
  /** Plain decimal text. */
  readonly strike: string;
}

/**
 * One simulated instrument. Names, exchanges, currencies and lot sizes are those of the real instrument; price,
 * volatility and volume are only of a believable order of magnitude and are no market data.
 */
export interface Listing {
  /** The key of the ledger: the contract code of a future, the identifier of an option. */
  readonly symbol: string;
  readonly secType: SecType;
  /** Units of the price in one unit of quantity. */
  readonly multiplier: number;
  readonly tickRule: TickRule;
  /** Listings with one key move together, such as an index fund and the future on its index. */
  readonly modelKey: string;
  readonly option: OptionTerms | null;
  readonly name: string;
  readonly market: Market;
  readonly exchange: string;
  readonly currency: Currency;
  readonly isEtf: boolean;
  readonly lotSize: number;
  /** Price at the model's reference date, in the listing's currency. */
  readonly basePrice: number;
  /** Standard deviation of a day's logarithmic return. */
  readonly dailyVolatility: number;
  /** Shares per day. */
  readonly averageVolume: number;
  readonly sharesOutstanding: number;
  readonly contractId: number;
  readonly shortable: boolean;
}

type Row = readonly [
  symbol: string,
  name: string,
  exchange: string,
  price: number,
  volatility: number,
  volumeMillions: number,
  sharesMillions: number,
  kind?: 'ETF',
];

const US_ROWS: readonly Row[] = [
  ['AAPL', 'Apple', 'NASDAQ', 271.5, 0.015, 52, 14_840],
  ['MSFT', 'Microsoft', 'NASDAQ', 472, 0.014, 21, 7_430],
  ['NVDA', 'NVIDIA', 'NASDAQ', 178.9, 0.024, 190, 24_300],
  ['GOOGL', 'Alphabet', 'NASDAQ', 299.7, 0.018, 38, 12_090],
  ['AMZN', 'Amazon.com', 'NASDAQ', 220.7, 0.018, 45, 10_690],
  ['META', 'Meta Platforms', 'NASDAQ', 594.3, 0.02, 15, 2_520],
  ['TSLA', 'Tesla', 'NASDAQ', 391.1, 0.032, 82, 3_330],
  ['AVGO', 'Broadcom', 'NASDAQ', 340.2, 0.024, 24, 4_720],
  ['AMD', 'Advanced Micro Devices', 'NASDAQ', 203.8, 0.03, 46, 1_630],
  ['INTC', 'Intel', 'NASDAQ', 34.5, 0.028, 92, 4_770],
  ['NFLX', 'Netflix', 'NASDAQ', 104.3, 0.02, 37, 4_240],
  ['PLTR', 'Palantir Technologies', 'NASDAQ', 154.9, 0.035, 58, 2_380],
  ['COST', 'Costco Wholesale', 'NASDAQ', 899, 0.012, 2.2, 443],
  ['JPM', 'JPMorgan Chase', 'NYSE', 298, 0.013, 9, 2_720],
  ['V', 'Visa', 'NYSE', 327.9, 0.011, 6.5, 1_930],
  ['JNJ', 'Johnson & Johnson', 'NYSE', 203.9, 0.01, 8, 2_410],
  ['WMT', 'Walmart', 'NYSE', 105.3, 0.012, 19, 7_970],
  ['KO', 'Coca-Cola', 'NYSE', 72.9, 0.009, 17, 4_300],
  ['DIS', 'Walt Disney', 'NYSE', 104.3, 0.015, 11, 1_790],
  ['BA', 'Boeing', 'NYSE', 179.1, 0.022, 8, 760],
  ['F', 'Ford Motor', 'NYSE', 12.9, 0.02, 62, 3_980],
  ['BABA', 'Alibaba ADR', 'NYSE', 152.9, 0.028, 18, 2_390],
  ['SPY', 'SPDR S&P 500 ETF Trust', 'ARCA', 659, 0.01, 78, 1_020, 'ETF'],
  ['QQQ', 'Invesco QQQ Trust', 'NASDAQ', 590.1, 0.013, 58, 680, 'ETF'],
  ['TLT', 'iShares 20+ Year Treasury Bond ETF', 'NASDAQ', 89.6, 0.008, 38, 550, 'ETF'],
  ['GLD', 'SPDR Gold Shares', 'ARCA', 374.3, 0.011, 12, 390, 'ETF'],
];

const HK_ROWS: readonly (readonly [lotSize: number, row: Row])[] = [
  [500, ['00001', 'CK Hutchison Holdings', 'SEHK', 54.2, 0.012, 6, 3_830]],
  [400, ['00005', 'HSBC Holdings', 'SEHK', 109.5, 0.012, 22, 17_200]],
  [100, ['00388', 'Hong Kong Exchanges and Clearing', 'SEHK', 408, 0.017, 5, 1_268]],
  [100, ['00700', 'Tencent Holdings', 'SEHK', 610, 0.018, 20, 9_140]],
  [1000, ['00883', 'CNOOC', 'SEHK', 21.7, 0.018, 80, 44_500]],
  [1000, ['00939', 'China Construction Bank', 'SEHK', 8.13, 0.011, 290, 240_400]],
  [500, ['00941', 'China Mobile', 'SEHK', 86.9, 0.01, 14, 20_500]],
  [500, ['01211', 'BYD', 'SEHK', 96.3, 0.024, 26, 3_680]],
  [200, ['01299', 'AIA Group', 'SEHK', 78.4, 0.017, 26, 10_500]],
  [1000, ['01398', 'Industrial and Commercial Bank of China', 'SEHK', 6.37, 0.011, 270, 86_800]],
  [200, ['01810', 'Xiaomi', 'SEHK', 38.2, 0.026, 150, 21_400]],
  [500, ['02318', 'Ping An Insurance', 'SEHK', 56.1, 0.017, 38, 7_450]],
  [100, ['03690', 'Meituan', 'SEHK', 98.6, 0.024, 34, 5_480]],
  [50, ['09618', 'JD.com', 'SEHK', 114.2, 0.022, 11, 2_810]],
  [100, ['09988', 'Alibaba Group Holding', 'SEHK', 148.3, 0.026, 90, 19_100]],
  [500, ['02800', 'Tracker Fund of Hong Kong', 'SEHK', 25.7, 0.012, 240, 5_900, 'ETF']],
  [200, ['03033', 'CSOP Hang Seng TECH Index ETF', 'SEHK', 5.31, 0.019, 780, 10_800, 'ETF']],
];

/** Contract ids only have to be stable and unlike order ids. */
const US_CONTRACT_ID_BASE = 1900;
const HK_CONTRACT_ID_BASE = 8800;
const MILLION = 1_000_000;

function toListing(market: Market, row: Row, lotSize: number, contractId: number): Listing {
  const [symbol, name, exchange, basePrice, dailyVolatility, volume, shares, kind] = row;
  return {
    symbol,
    secType: 'STK',
    multiplier: 1,
    tickRule: market,
    modelKey: symbol,
    option: null,
    name,
    market,
    exchange,
    currency: MARKET_CURRENCY[market],
    isEtf: kind === 'ETF',
    lotSize,
    basePrice,
    dailyVolatility,
    averageVolume: volume * MILLION,
    sharesOutstanding: shares * MILLION,
    contractId,
    // Short selling in Hong Kong is limited to a designated list; the simulator keeps to the simple side.
    shortable: market === 'US',
  };
}

export const LISTINGS: readonly Listing[] = [
  ...US_ROWS.map((row, index) => toListing('US', row, 1, US_CONTRACT_ID_BASE + index)),
  ...HK_ROWS.map(([lotSize, row], index) => toListing('HK', row, lotSize, HK_CONTRACT_ID_BASE + index)),
];

const BY_SYMBOL: ReadonlyMap<string, Listing> = new Map(LISTINGS.map((listing) => [listing.symbol, listing]));

/** Shares and funds on exchanges only; for every kind see find-listing.ts. */
export function findStock(symbol: string): Listing | null {
  return BY_SYMBOL.get(symbol) ?? null;
}
