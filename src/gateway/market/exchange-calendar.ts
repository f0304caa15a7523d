import type { Market } from './listings.ts';

/** Wall-clock times `HH:mm` in the exchange's zone. */
export type SessionTimes = readonly [opens: string, closes: string];

/** What an exchange publishes about its opening days and hours. */
export interface ExchangeCalendar {
  readonly market: Market;
  readonly zone: string;
  /** `yyyy-MM-dd`, Mondays to Fridays only. */
  readonly holidays: ReadonlySet<string>;
  readonly earlyCloses: ReadonlySet<string>;
  readonly regular: readonly SessionTimes[];
  readonly early: readonly SessionTimes[];
  /** Extended hours around the regular session; null where the exchange has none. */
  readonly preMarketFrom: string | null;
  readonly afterHoursTo: string | null;
}
