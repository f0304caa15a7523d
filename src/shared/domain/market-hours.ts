import type { Market } from './instrument.ts';
import { MARKET_ZONE_NAMES } from './market-day.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * When the regular session ends on the exchange's clock, on a full day and on one that ends early. Sources: NYSE and
 * Nasdaq trading hours (16:00, early 13:00), HKEX (16:00, half day 12:00), SGX (17:00, half day 12:00), SSE and SZSE
 * (15:00, no half days).
 */
const CLOSES: Readonly<Record<Market, { readonly full: number; readonly early: number }>> = {
  US: { full: 16, early: 13 },
  HK: { full: 16, early: 12 },
  SG: { full: 17, early: 12 },
  CN: { full: 15, early: 15 },
};

/** The instant at which the market's regular session ends on a day of its own calendar. */
export function regularCloseMs(market: Market, day: string, isEarlyClose: boolean): number {
  const hours = CLOSES[market][isEarlyClose ? 'early' : 'full'];
  const wallMs = Date.parse(`${day}T00:00:00Z`) + hours * HOUR_MS;
  // Clocks change at night, never between this guess and the close.
  return wallMs - offsetMs(MARKET_ZONE_NAMES[market], wallMs);
}

/** The instant at which a day begins in the market's zone; a clock that changes does so later in the night. */
export function dayStartMs(market: Market, day: string): number {
  const zone = MARKET_ZONE_NAMES[market];
  const wallMs = Date.parse(`${day}T00:00:00Z`);
  const nearMs = wallMs - offsetMs(zone, wallMs);
  return wallMs - offsetMs(zone, nearMs);
}

function offsetMs(timeZone: string, atMs: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const text = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
  if (match === null) return 0;
  const sizeMs = Number(match[2]) * HOUR_MS + Number(match[3]) * MINUTE_MS;
  return match[1] === '-' ? -sizeMs : sizeMs;
}
