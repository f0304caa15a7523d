const WAIT_FIRST_MS = 500;
/** As both official clients: a gateway that restarts is not stormed, and found again within a minute. */
const WAIT_MAX_MS = 60_000;
const GROWTH = 2;
/** Clients that lost the same server must not return at the same moment. */
const JITTER_SHARE = 0.2;

/** @param random from 0 to 1; @param failures attempts in a row that did not last, at least 1 */
export function reconnectWaitMs(failures: number, random: number): number {
  const waitMs = Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * GROWTH ** Math.max(0, failures - 1));
  return Math.round(waitMs * (1 - JITTER_SHARE + 2 * JITTER_SHARE * random));
}
