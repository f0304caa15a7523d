import type { Market } from '../../shared/domain/instrument.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const LOCALE = 'en-GB';

/** IANA zones of the exchanges and the city that stands for them. */
export const MARKET_ZONES: Readonly<Record<Market, { readonly zone: string; readonly city: string }>> = {
  US: { zone: 'America/New_York', city: 'New York' },
  HK: { zone: 'Asia/Hong_Kong', city: 'Hong Kong' },
  SG: { zone: 'Asia/Singapore', city: 'Singapore' },
  CN: { zone: 'Asia/Shanghai', city: 'Shanghai' },
};

/** 14:03:07 in the given zone, or in the computer's own. */
export function formatClock(atMs: number, timeZone?: string): string {
  return new Intl.DateTimeFormat(LOCALE, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(atMs);
}

/** 23 Nov 2026, 14:03:07 */
export function formatDateTime(atMs: number, timeZone?: string): string {
  const date = new Intl.DateTimeFormat(LOCALE, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(atMs);
  return `${date}, ${formatClock(atMs, timeZone)}`;
}

/** The instant on the exchange's clock: "09:31:02 New York". */
export function formatMarketTime(atMs: number, market: Market): string {
  const { zone, city } = MARKET_ZONES[market];
  return `${formatClock(atMs, zone)} ${city}`;
}

/** Tenths below ten seconds, where they decide; then whole units. */
export function formatDuration(durationMs: number): string {
  const elapsedMs = Math.max(0, durationMs);
  // 9,950 ms would round to "10.0 s", which is the next form.
  if (elapsedMs < 9_950) return `${(elapsedMs / SECOND_MS).toFixed(1)} s`;
  if (elapsedMs < MINUTE_MS) return `${Math.floor(elapsedMs / SECOND_MS)} s`;
  if (elapsedMs < HOUR_MS) return `${Math.floor(elapsedMs / MINUTE_MS)} min`;
  if (elapsedMs < DAY_MS) return `${Math.floor(elapsedMs / HOUR_MS)} h`;
  return `${Math.floor(elapsedMs / DAY_MS)} d`;
}

export function formatAge(durationMs: number): string {
  return `${formatDuration(durationMs)} ago`;
}
