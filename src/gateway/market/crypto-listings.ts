import type { ExchangeCalendar } from './exchange-calendar.ts';
import type { Listing } from './listings.ts';

const ROWS: readonly (readonly [
  symbol: string,
  name: string,
  price: number,
  volatility: number,
  volume: number,
])[] = [
  ['BTC.USD.PAXOS', 'Bitcoin', 90_500, 0.025, 40_000],
  ['ETH.USD.PAXOS', 'Ethereum', 2_980, 0.034, 300_000],
  ['LTC.USD.PAXOS', 'Litecoin', 83, 0.035, 500_000],
];
const CONTRACT_ID_BASE = 5_400;
const CENT_E4 = 100;

/** Quotes only: the simulated accounts do not trade crypto. */
export const CRYPTO_LISTINGS: readonly Listing[] = ROWS.map(
  ([symbol, name, price, volatility, volume], index) => ({
    symbol,
    secType: 'CC',
    multiplier: 1,
    tickRule: CENT_E4,
    modelKey: symbol,
    option: null,
    name,
    market: 'US',
    exchange: 'PAXOS',
    currency: 'USD',
    isEtf: false,
    lotSize: 1,
    basePrice: price,
    dailyVolatility: volatility,
    averageVolume: volume,
    sharesOutstanding: 0,
    contractId: CONTRACT_ID_BASE + index,
    shortable: false,
  }),
);

/** Never closed: its schedule is of the continuous kind under every clock. */
export const CRYPTO_CALENDAR: ExchangeCalendar = {
  market: 'US',
  zone: 'UTC',
  holidays: new Set(),
  earlyCloses: new Set(),
  regular: [['00:00', '24:00']],
  early: [['00:00', '24:00']],
  preMarketFrom: null,
  afterHoursTo: null,
};
