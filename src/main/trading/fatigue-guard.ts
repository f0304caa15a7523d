/** A decision of the user, newest first in lists. */
export interface PastDecision {
  readonly isApproval: boolean;
  readonly createdAtMs: number;
  readonly decidedAtMs: number;
  /** How long that card's Approve had to be held. */
  readonly holdMs: number;
}

/** Nobody reads a card in less, its hold included. */
const QUICK_MS = 2_000;
/** Two quick approvals can be one thought; from the third on it is a habit. */
const RUN_MIN = 3;
const STEP_MS = 700;
const HOLD_MAX_MS = 6_000;
/** After a pause the next card is looked at anew. */
const RUN_PAUSE_MS = 10 * 60_000;
/** With these the longest hold is reached. */
export const DECISIONS_LOOKED_AT = 12;

/**
 * The hold after a run of approvals that each took less than two seconds: longer with each of them, until the user
 * declines, pauses or takes time. A card that waited behind another one counts from that one's decision; what a longer
 * hold itself takes counts as no thought.
 */
export function holdMsAfter(baseMs: number, decisions: readonly PastDecision[], nowMs: number): number {
  const [newest] = decisions;
  if (newest === undefined || nowMs - newest.decidedAtMs > RUN_PAUSE_MS) return baseMs;
  const firstSlow = decisions.findIndex(
    (decision, index) => !isQuick(decision, decisions[index + 1], baseMs),
  );
  const run = firstSlow === -1 ? decisions.length : firstSlow;
  const steps = Math.max(0, run - RUN_MIN + 1);
  return Math.max(baseMs, Math.min(HOLD_MAX_MS, baseMs + steps * STEP_MS));
}

function isQuick(decision: PastDecision, before: PastDecision | undefined, baseMs: number): boolean {
  if (!decision.isApproval) return false;
  const shownAtMs = Math.max(decision.createdAtMs, before?.decidedAtMs ?? 0);
  const forcedMs = Math.max(0, decision.holdMs - baseMs);
  return decision.decidedAtMs - shownAtMs < QUICK_MS + forcedMs;
}
