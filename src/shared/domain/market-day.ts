import * as z from 'zod';
import type { Market } from './instrument.ts';

/** A calendar day `yyyy-MM-dd`; which zone it is in is said where it is used. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-03-31')
  // Date.parse turns 2026-02-30 into March.
  .refine((day) => isRealDay(day), 'must be a day of the calendar such as 2026-03-31');

function isRealDay(day: string): boolean {
  const atMs = Date.parse(day);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day);
}

export const MARKET_ZONE_NAMES: Readonly<Record<Market, string>> = {
  US: 'America/New_York',
  HK: 'Asia/Hong_Kong',
  SG: 'Asia/Singapore',
  CN: 'Asia/Shanghai',
};

const DAY_MS = 86_400_000;

/** The day on which an instant falls in the market's zone. */
export function marketDay(market: Market, timeMs: number): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: MARKET_ZONE_NAMES[market],
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(format.formatToParts(timeMs).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

/** `2026-12-01 16:00 New York`: the instant on the market's clock, with the city that its zone is named after. */
export function marketTimeText(market: Market, timeMs: number): string {
  const timeZone = MARKET_ZONE_NAMES[market];
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const city = (timeZone.split('/')[1] ?? '').replace('_', ' ');
  return `${marketDay(market, timeMs)} ${format.format(timeMs)} ${city}`;
}

/** Days are counted without a zone: each has 24 hours here. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
