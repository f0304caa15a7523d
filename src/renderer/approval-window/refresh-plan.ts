import type { ApprovalCard } from '../../shared/domain/approval-card.ts';

/** Between two refreshes: enough for the broker's rate limits, and for an eye to read a figure. */
const REFRESH_INTERVAL_MIN_MS = 1_000;
/** After a refresh failed, so that a broker in trouble is not hammered. */
export const REFRESH_RETRY_MS = 3_000;

/**
 * When to read a card again: half-way to its stale limit, so that a hold which begins just before the refresh still
 * ends on a fresh card.
 * @returns milliseconds from now, never negative
 */
export function refreshDelayMs(
  card: Pick<ApprovalCard, 'refreshedAtMs' | 'staleAtMs'>,
  nowMs: number,
): number {
  const lifetimeMs = Math.max(0, card.staleAtMs - card.refreshedAtMs);
  const dueAtMs = card.refreshedAtMs + Math.max(REFRESH_INTERVAL_MIN_MS, lifetimeMs / 2);
  return Math.max(0, dueAtMs - nowMs);
}
