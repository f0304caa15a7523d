import type { OrderRow } from './proposal-record.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Sending has its own time limit; a row that still says `submitting` after this was left by a failure. */
export const SEND_WATCH_MS = 30 * SECOND_MS;
/** The first look at an order that was just accepted: most market orders are filled by then. */
export const FIRST_LOOK_MS = SECOND_MS;
/** "Tiger does not have it" must be said twice, this far apart, before it is believed. */
export const ABSENCE_AGAIN_MS = 3 * SECOND_MS;
export const ABSENCES_NEEDED = 2;

const FRESH_MS = MINUTE_MS;
const RECENT_MS = 60 * MINUTE_MS;
const BACKOFF_MAX_MS = MINUTE_MS;
/** 2^6 s is beyond the longest wait. */
const DOUBLINGS_MAX = 6;

/** When to look again at an order that works: often while something happens, seldom once it rests in the book. */
export function nextLookMs(row: Pick<OrderRow, 'updated_at_ms'>, nowMs: number): number {
  const quietMs = nowMs - row.updated_at_ms;
  if (quietMs < FRESH_MS) return SECOND_MS;
  return quietMs < RECENT_MS ? 10 * SECOND_MS : MINUTE_MS;
}

/** When to ask again after the broker gave no clear answer. */
export function backoffMs(checksFailed: number): number {
  return Math.min(BACKOFF_MAX_MS, SECOND_MS * 2 ** Math.min(checksFailed, DOUBLINGS_MAX));
}
