import { TigerError } from './tiger-error.ts';

const TRIES_MAX = 3;
/** A lost connection is usually back at once or not for minutes. */
const CONNECTION_PAUSES_MS = [200, 800] as const;
/** Wire contract 7.1, code 5: wait 1, 2, 4 seconds. */
const RATE_LIMIT_PAUSES_MS = [1_000, 2_000] as const;
const GATEWAY_IS_AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/** How long to wait before a read is tried again; null: not at all. Writes never come here. */
export function retryDelayMs(error: unknown, triesMade: number): number | null {
  if (!(error instanceof TigerError) || triesMade >= TRIES_MAX) return null;
  // Our own limiter refused: it has said already that the deadline does not suffice.
  if (error.kind === 'rate_limited' && error.retryAfterMs === null) {
    return RATE_LIMIT_PAUSES_MS[triesMade - 1] ?? null;
  }
  const isConnection = error.kind === 'network';
  const isAway = error.kind === 'http_status' && GATEWAY_IS_AWAY.has(error.httpStatus ?? 0);
  return isConnection || isAway ? (CONNECTION_PAUSES_MS[triesMade - 1] ?? null) : null;
}
