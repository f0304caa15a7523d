import { companyFacts } from './company-facts.ts';
import { LISTINGS, type Listing } from './listings.ts';
import { hashText, uniformAt } from './noise.ts';
import { dateText, parseDate, weekday } from './zone-time.ts';

export const CORPORATE_ACTIONS = [
  'split',
  'dividend',
  'earning',
  'symbol_change',
  'delisting',
  'ipo',
] as const;
export type CorporateAction = (typeof CORPORATE_ACTIONS)[number];

/** Numbers are plain doubles here; the method writes them with as many places as they need. */
export interface CorporateEvent {
  readonly symbol: string;
  readonly market: string;
  readonly exchange: string;
  readonly day: number;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Splits, names, ends and beginnings of the last years as they happened. */
const SPLITS: readonly (readonly [symbol: string, date: string, from: number, to: number])[] = [
  ['AAPL', '2020-08-31', 1, 4],
  ['TSLA', '2022-08-25', 1, 3],
  ['AMZN', '2022-06-06', 1, 20],
  ['GOOGL', '2022-07-18', 1, 20],
  ['WMT', '2024-02-26', 1, 3],
  ['NVDA', '2024-06-10', 1, 10],
  ['AVGO', '2024-07-15', 1, 10],
  ['NFLX', '2025-11-17', 1, 10],
];
const SYMBOL_CHANGES = [['META', 'NASDAQ', '2022-06-09', 'FB']] as const;
const DELISTINGS = [
  ['TWTR', 'NYSE', '2022-10-28', '2022-10-04', 'voluntary'],
  ['ATVI', 'NASDAQ', '2023-10-16', '2023-10-13', 'merger'],
] as const;
const IPOS = [
  ['ARM', 'NASDAQ', '2023-09-14', 'Arm Holdings', 51],
  ['RDDT', 'NYSE', '2024-03-21', 'Reddit', 34],
  ['CRCL', 'NYSE', '2025-06-05', 'Circle Internet Group', 31],
  ['FIG', 'NYSE', '2025-07-31', 'Figma', 33],
] as const;

/** All events of a kind in [first, last], by day. */
export function corporateEvents(
  action: CorporateAction,
  first: number,
  last: number,
): readonly CorporateEvent[] {
  return EVENTS[action](first, last)
    .filter(({ day }) => day >= first && day <= last)
    .sort((left, right) => left.day - right.day);
}

const EVENTS: Readonly<Record<CorporateAction, (first: number, last: number) => CorporateEvent[]>> = {
  split: () =>
    SPLITS.flatMap(([symbol, date, fromFactor, toFactor]) => {
      const listing = LISTINGS.find((item) => item.symbol === symbol);
      const details = { fromFactor, toFactor, ratio: fromFactor / toFactor };
      return listing === undefined ? [] : [event(listing, dayOf(date), details)];
    }),
  dividend: (first, last) => LISTINGS.flatMap((listing) => dividends(listing, first, last)),
  earning: (first, last) =>
    LISTINGS.filter(({ isEtf }) => !isEtf).flatMap((listing) => earnings(listing, first, last)),
  symbol_change: () =>
    SYMBOL_CHANGES.map(([symbol, exchange, date, oldSymbol]) =>
      event({ symbol, market: 'US', exchange }, dayOf(date), { oldSymbol, newSymbol: symbol }),
    ),
  delisting: () =>
    DELISTINGS.map(([symbol, exchange, date, announcedDate, reason]) =>
      event({ symbol, market: 'US', exchange }, dayOf(date), { announcedDate, reason }),
    ),
  ipo: () =>
    IPOS.map(([symbol, exchange, date, ipoName, listingPrice]) =>
      event({ symbol, market: 'US', exchange }, dayOf(date), {
        ipoName,
        listingDate: date,
        listingPrice,
        currency: 'USD',
      }),
    ),
};

type Named = Pick<Listing, 'symbol' | 'exchange'> & { readonly market: string };

function event(
  { symbol, market, exchange }: Named,
  day: number,
  details: CorporateEvent['details'],
): CorporateEvent {
  return { symbol, market, exchange, day, details };
}

function dayOf(date: string): number {
  return parseDate(date) ?? 0;
}

/** Four dividends a year in the US, two in Hong Kong, always on the same days of a company's quarter. */
function dividends(listing: Listing, first: number, last: number): CorporateEvent[] {
  const { dividendPerShare } = companyFacts(listing);
  if (dividendPerShare === 0) return [];
  const perYear = listing.market === 'US' ? 4 : 2;
  const amount = Math.round((dividendPerShare / perYear) * 100) / 100 || 0.01;
  return quarterDays(listing, 'dividend', first, last)
    .filter(({ quarter }) => perYear === 4 || quarter % 2 === 0)
    .map(({ day }) =>
      event(listing, day, {
        amount,
        currency: listing.currency,
        recordDate: dateText(weekdayFrom(day + 1)),
        announcedDate: dateText(weekdayFrom(day - 11)),
        payDate: dateText(weekdayFrom(day + 3)),
        dividendYield: Math.round((dividendPerShare / listing.basePrice) * 10_000) / 10_000,
      }),
    );
}

function earnings(listing: Listing, first: number, last: number): CorporateEvent[] {
  const quarterly = companyFacts(listing).earningsPerShare / 4;
  return quarterDays(listing, 'earning', first, last).map(({ day, quarter, periodEnd }) => {
    const surprise = 0.12 * (uniformAt(hashText(`surprise ${listing.symbol}`, 0), quarter) - 0.4);
    const expected = Math.round(quarterly * 100) / 100;
    const details: Record<string, string | number> = {
      reportDate: dateText(day),
      reportTime: uniformAt(hashText(`time ${listing.symbol}`, 0), 0) < 0.6 ? 'Post-market' : 'Pre-market',
      fiscalQuarterEnding: periodEnd.slice(0, 7),
      expectedEps: expected,
      actualEps: Math.round(expected * (1 + surprise) * 100) / 100,
    };
    return event(listing, day, details);
  });
}

/** One day in each quarter, 20 to 50 days after the quarter before ended. */
function quarterDays(listing: Listing, kind: string, first: number, last: number) {
  const delay = 20 + Math.floor(30 * uniformAt(hashText(`${kind} ${listing.symbol}`, 0), 0));
  const days = [];
  const firstYear = Number(dateText(first).slice(0, 4));
  const lastYear = Number(dateText(last).slice(0, 4));
  for (let quarter = firstYear * 4; quarter < (lastYear + 1) * 4; quarter += 1) {
    const start = dayOf(`${Math.floor(quarter / 4)}-${String((quarter % 4) * 3 + 1).padStart(2, '0')}-01`);
    days.push({ quarter, day: weekdayFrom(start + delay), periodEnd: dateText(start - 1) });
  }
  return days;
}

function weekdayFrom(day: number): number {
  const name = weekday(day);
  if (name === 0) return day + 1;
  return name === 6 ? day + 2 : day;
}
