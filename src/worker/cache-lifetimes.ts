import type { BarPeriod } from '../shared/domain/market-data.ts';

/**
 * How long an answer may be given again, by kind of data. Each is far below the age at which a rule of the app calls
 * it stale. Not in this table, and asked each time: orders, fills, previews, tradable quantities and order numbers. A
 * fill that is missing from an answer would mislead, and each of them belongs to one question.
 */

/** Long enough that tools and window asking at the same moment share one call; an order's quote may be 3 s old. */
export const QUOTE_LIFETIME_MS = 500;
/** Fifteen minutes old by nature, and only 10 calls a minute are allowed. */
export const DELAYED_QUOTE_LIFETIME_MS = 15_000;
/** Changes with every order in the book and every trade: only callers at the same moment share an answer. */
export const DEPTH_LIFETIME_MS = 500;
export const TICKS_LIFETIME_MS = 500;
/** The newest minute grows with every trade; the chart of a second ago is the same chart. */
export const TIMELINE_LIFETIME_MS = 2_000;
/** The newest bar grows with every trade. Nobody sees it in a bar of a day; what trades on it asks for a quote. */
const INTRADAY_BARS_LIFETIME_MS = 1_000;
const DAY_BARS_LIFETIME_MS = 5_000;
export const BARS_LIFETIME_MS: Readonly<Record<BarPeriod, number>> = {
  '1m': INTRADAY_BARS_LIFETIME_MS,
  '5m': INTRADAY_BARS_LIFETIME_MS,
  '15m': INTRADAY_BARS_LIFETIME_MS,
  '30m': INTRADAY_BARS_LIFETIME_MS,
  '1h': INTRADAY_BARS_LIFETIME_MS,
  '2h': INTRADAY_BARS_LIFETIME_MS,
  '4h': INTRADAY_BARS_LIFETIME_MS,
  '1d': DAY_BARS_LIFETIME_MS,
  '1w': DAY_BARS_LIFETIME_MS,
  '1M': DAY_BARS_LIFETIME_MS,
};
/** Ten calls a minute are allowed: two markets in use at once take eight. */
export const MARKET_STATUS_LIFETIME_MS = 15_000;
/** Names, lots and ticks change overnight; whether a symbol may be traded can change during the day. */
export const CONTRACT_LIFETIME_MS = 5 * 60_000;
/** It only keeps one screen from asking several times: each send proves the account's mode anew. */
export const PROFILE_LIFETIME_MS = 1_000;
/** Sixty lists of positions a minute are allowed, and shares ask for theirs more often; a push makes both anew. */
export const OPTION_POSITIONS_LIFETIME_MS = 2_000;
/** Kinds that this app does not trade; asking for each on every list would use up the limit of 60 a minute. */
export const OTHER_POSITIONS_LIFETIME_MS = 30_000;
/** How long a refused permission is believed before real-time quotes are tried again. */
export const PERMISSION_REFUSED_LIFETIME_MS = 60_000;
/** Ten calls a minute are allowed and a list has thousands of rows; new listings appear overnight. */
export const SYMBOL_LIST_LIFETIME_MS = 6 * 60 * 60_000;
/** Holidays are known for a year ahead; an unplanned closure is told by the market status. */
export const CALENDAR_LIFETIME_MS = 6 * 60 * 60_000;
/** A day that is over does not change any more. */
export const PAST_TIMELINE_LIFETIME_MS = 6 * 60 * 60_000;
/** Expiry days are listed overnight. */
export const OPTION_EXPIRATIONS_LIFETIME_MS = 60 * 60_000;
/** Sixty calls a minute are allowed and a chain is large: paging through one must not ask for each page. */
export const OPTION_CHAIN_LIFETIME_MS = 5_000;
/** Reports and corporate actions change by the day; sixty calls a minute are allowed. */
export const FUNDAMENTALS_LIFETIME_MS = 60 * 60_000;
/** Ratios that move with the price, in steps too small to matter; sixty calls a minute are allowed. */
export const VALUATION_LIFETIME_MS = 60_000;
/** Tiger adds them up by the minute. */
export const CAPITAL_FLOW_LIFETIME_MS = 15_000;
/** Industries change by the quarter; an analysis of a portfolio asks for each of its stocks. */
export const INDUSTRY_LIFETIME_MS = 6 * 60 * 60_000;
/** One list a day is published and ten calls a minute are allowed. */
export const BROKER_HOLDINGS_LIFETIME_MS = 60 * 60_000;
/** Ten calls a minute are allowed; a scan that is paged through or asked for again shortly serves itself. */
export const SCAN_LIFETIME_MS = 15_000;
/** Tags of the scanner change with listings. */
export const SCANNER_TAGS_LIFETIME_MS = 6 * 60 * 60_000;
/** One rate a day. */
export const DOLLAR_RATE_LIFETIME_MS = 60 * 60_000;
/** Days in the past do not change; today's row does with every price. */
export const ASSET_HISTORY_LIFETIME_MS = 60_000;
/** Ten calls a minute are allowed; a plan changes by the month, what is used of it with every new symbol. */
export const PERMISSIONS_LIFETIME_MS = 60_000;
export const HISTORY_QUOTA_LIFETIME_MS = 15_000;
